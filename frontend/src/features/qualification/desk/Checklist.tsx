import { Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Panel } from '@/components/desk/Panel';
import { StateTag } from '@/components/plain/StateTag';
import { useUrlFilters } from '@/lib/url-filters';
import { CLASSES, GRADES, type Line, type Qualification } from '../api';
import { groundsOf, missingOf, outcomeState } from '../lines';
import { useSentence } from '../sentence';
import { StateLine } from './StateLine';

/** Class and grade that the checklist is for, in the address. */
export function ForWhat({ shown }: { shown: Qualification | undefined }) {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<'class' | 'grade'>();
  return (
    <div className="kj-filters-left">
      <Select
        aria-label={t('qualification:class')}
        style={{ width: 140 }}
        value={filters.class ?? shown?.class}
        options={CLASSES.map((value) => ({ value, label: t(`common:class.${value}`) }))}
        onChange={(value) => {
          setFilters({ class: value });
        }}
      />
      <Select
        aria-label={t('qualification:grade')}
        style={{ width: 140 }}
        value={filters.grade ?? shown?.grade}
        options={GRADES.map((value) => ({ value, label: t(`common:grade.${value}`) }))}
        onChange={(value) => {
          setFilters({ grade: value });
        }}
      />
    </div>
  );
}

function Grounds({ line, further }: { line: Line; further: string | null | undefined }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const missing = missingOf(line);
  return (
    <div className="kj-grounds">
      {line.line === 'further' && typeof further === 'string' && <div>{further}</div>}
      {groundsOf(line).map((said) => (
        <div key={said.key}>{sentence(said)}</div>
      ))}
      {typeof line.evidence === 'string' && <div>{line.evidence}</div>}
      {missing !== undefined && <div className="kj-quiet">{t(missing)}</div>}
    </div>
  );
}

/** The checklist line by line: how each stands, what that follows from, who said so and when. */
export function Checklist({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  const done = of.lines.filter((line) => line.outcome === 'passed').length;
  return (
    <Panel title={t(of.qualified ? 'qualificationdesk:qualified' : 'qualificationdesk:not_yet', { done, all: of.lines.length })} extra={<ClauseMark id="D3.1" policyVersion={of.policy_number} />}>
      <Table<Line>
        size="middle"
        pagination={false}
        rowKey={(line) => line.line}
        dataSource={of.lines}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'line', title: t('qualificationdesk:line'), render: (_value, line) => <strong className="kj-nowrap">{t(`qualification:line.${line.line}`)}</strong> },
          { key: 'outcome', title: t('qualificationdesk:outcome'), render: (_value, line) => <StateTag state={outcomeState(line)} /> },
          { key: 'grounds', title: t('qualificationdesk:grounds'), render: (_value, line) => <Grounds line={line} further={of.further} /> },
          { key: 'kind', title: t('qualificationdesk:kind'), render: (_value, line) => <span className="kj-nowrap">{t(`qualification:kind.${line.kind}`)}</span> },
          { key: 'source', title: t('qualificationdesk:said_by'), render: (_value, line) => [line.said_by, line.source].filter((part) => typeof part === 'string').join(' · ') },
          { key: 'on', title: t('qualificationdesk:said_on'), render: (_value, line) => <span className="kj-numeric kj-nowrap">{line.said_on ?? ''}</span> },
          { key: 'clause', title: t('qualificationdesk:clause'), render: (_value, line) => <ClauseMark id={line.clause} policyVersion={of.policy_number} /> },
          ...(of.may_state ? [{ key: 'act', title: t('qualificationdesk:acts'), render: (_value: unknown, line: Line) => line.kind === 'stated' && <StateLine of={of} line={line} /> }] : []),
        ]}
      />
    </Panel>
  );
}
