import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useStatements, type Statement } from '../api';
import { outcomeState } from '../lines';

/** Everything that was ever stated, newest first. */
export function History({ id }: { id: string }) {
  const { t } = useTranslation();
  const data = useStatements(id);
  const columns: Column<Statement>[] = [
    { key: 'at', title: t('qualificationdesk:at'), fixedColumn: true, render: (_value, row) => <DateText value={row.stated_at} /> },
    { key: 'line', title: t('qualificationdesk:line'), render: (_value, row) => t(`qualification:line.${row.line}`) },
    {
      key: 'what',
      title: t('qualificationdesk:outcome'),
      render: (_value, row) =>
        typeof row.education === 'string' ? t(`qualification:education.${row.education}`) : row.outcome === 'unknown' ? t('qualificationdesk:taken_back') : typeof row.outcome === 'string' && <StateTag state={outcomeState({ outcome: row.outcome, kind: 'stated' })} />,
    },
    { key: 'evidence', title: t('qualificationdesk:evidence'), render: (_value, row) => <div className="kj-grounds">{row.evidence}</div> },
    { key: 'source', title: t('qualificationdesk:source'), dataIndex: 'source' },
    { key: 'on', title: t('qualificationdesk:stated_on'), render: (_value, row) => <DateText value={row.stated_on} /> },
    { key: 'by', title: t('qualificationdesk:said_by'), dataIndex: 'stated_by' },
  ];
  return <DataTable<Statement> id="qualification-statements" label={t('qualificationdesk:history')} columns={columns} rowKey={(row) => row.id} data={data} empty={<EmptyState title={t('qualificationdesk:history_none')} />} />;
}
