import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyBody } from '../api';
import { policyChanges, type PolicyChange } from '../compare';
import { PolicyValueText } from './PolicyValueText';
import { useLineName } from './line-name';

interface Props {
  before: PolicyBody;
  after: PolicyBody;
  beforeTitle: string;
  afterTitle: string;
}

/** What differs between two versions, line by line. */
export function PolicyDiff({ before, after, beforeTitle, afterTitle }: Props) {
  const { t } = useTranslation();
  const name = useLineName();
  const changes = policyChanges(before, after);
  if (changes.length === 0) return <p className="kj-quiet">{t('policy:no_difference')}</p>;
  return (
    <Table<PolicyChange>
      size="small"
      pagination={false}
      rowKey={(change) => change.line.id}
      dataSource={changes}
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'name', title: t('policy:parameter'), render: (_value, change) => name(change.line) },
        { key: 'from', title: beforeTitle, render: (_value, change) => <del><PolicyValueText value={change.from} /></del> },
        { key: 'to', title: afterTitle, render: (_value, change) => <ins><PolicyValueText value={change.to} /></ins> },
      ]}
    />
  );
}
