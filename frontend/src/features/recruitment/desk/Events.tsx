import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { DateText } from '@/components/plain/DateText';
import { useEvents, type PostEvent, type Recruitment } from '../api';

/** What happened to a round, newest first. */
export function Events({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const data = useEvents(round.id);
  const columns: Column<PostEvent>[] = [
    { key: 'at', title: t('recruitmentdesk:at'), fixedColumn: true, render: (_value, row) => <DateText value={row.made_at} exact /> },
    { key: 'kind', title: t('recruitmentdesk:event'), fixedColumn: true, render: (_value, row) => t(`audit:action.${row.kind}`) },
    { key: 'by', title: t('recruitmentdesk:by'), render: (_value, row) => row.made_by ?? '' },
    { key: 'reason', title: t('common:reason'), render: (_value, row) => <div className="kj-grounds">{row.reason ?? ''}</div> },
  ];
  return <DataTable<PostEvent> id="recruitment-events" label={t('recruitmentdesk:events')} columns={columns} rowKey={(row) => row.id} data={data} empty={<EmptyState title={t('recruitmentdesk:events_none')} />} />;
}
