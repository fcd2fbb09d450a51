import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { DateText } from '@/components/plain/DateText';
import { useAccessLog, type AccessEntry } from '../api';

/** Who looked at personal data, and what for. */
export function AccessLog() {
  const { t } = useTranslation();
  const data = useAccessLog();
  const columns: Column<AccessEntry>[] = [
    { key: 'at', title: t('audit:at'), fixedColumn: true, render: (_value, entry) => <DateText value={entry.at} exact /> },
    { key: 'who', title: t('audit:who'), fixedColumn: true, render: (_value, entry) => entry.actor_name ?? '' },
    { key: 'action', title: t('audit:act'), render: (_value, entry) => t(`audit:action.${entry.action}`, { defaultValue: entry.action }) },
    {
      key: 'subject',
      title: t('audit:subject'),
      render: (_value, entry) => (
        <>
          {t(`audit:kind.${entry.subject_kind}`, { defaultValue: entry.subject_kind })} <code>{entry.subject_id?.slice(-8)}</code>
        </>
      ),
    },
    { key: 'purpose', title: t('audit:purpose'), render: (_value, entry) => entry.purpose ?? '' },
  ];
  return (
    <DataTable<AccessEntry>
      id="accesses"
      label={t('audit:accesses')}
      columns={columns}
      rowKey={(entry) => `${entry.at}${entry.actor_user ?? ''}${entry.subject_id ?? ''}${entry.action}`}
      data={data}
      empty={<EmptyState title={t('audit:no_access')} detail={t('audit:no_access_detail')} />}
    />
  );
}
