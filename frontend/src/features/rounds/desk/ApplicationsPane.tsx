import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { DateText } from '@/components/plain/DateText';
import { useApplications, useLots, type Application, type Round } from '../api';

/** Applications by lot; granting is the header's act. */
export function ApplicationsPane({ round }: { round: Round }) {
  const { t } = useTranslation();
  const applications = useApplications(round.id);
  const lots = useLots(round.id);
  if (applications.error !== null) return <ErrorState error={applications.error} onRetry={() => void applications.refetch()} />;
  const names = new Map((lots.data ?? []).map((lot) => [lot.id, lot.name]));
  const perLot = new Map<string, number>();
  for (const one of applications.data ?? []) if (one.state !== 'withdrawn') perLot.set(one.lot_id, (perLot.get(one.lot_id) ?? 0) + 1);
  const contested = [...perLot.values()].filter((number) => number > 1).length;
  return (
    <div className="kj-stack">
      {perLot.size > 0 && <p className="kj-note">{t('roundsdesk:applications_sum', { single: perLot.size - contested, contested })}</p>}
      <Table<Application>
        aria-label={t('roundsdesk:tab.applications')}
        size="middle"
        rowKey="id"
        loading={applications.isPending}
        dataSource={applications.data ?? []}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('roundsdesk:no_applications')} detail={t('roundsdesk:no_applications_detail')} /> }}
        columns={[
          { title: t('rounds:lot'), render: (_value, row) => `${row.lot_number.toString()} · ${names.get(row.lot_id) ?? ''}` },
          { title: t('rounds:manager'), dataIndex: 'manager_name' },
          { title: t('common:confirm.reason'), dataIndex: 'reason' },
          { title: t('rounds:state'), render: (_value, row) => t(`rounds:application.${row.state}`) },
          { title: t('roundsdesk:contest'), render: (_value, row) => ((perLot.get(row.lot_id) ?? 0) > 1 ? t('roundsdesk:contested_by', { count: perLot.get(row.lot_id) ?? 0 }) : t('roundsdesk:uncontested')) },
          { title: t('roundsdesk:at'), render: (_value, row) => <DateText value={row.created_at} /> },
        ]}
      />
    </div>
  );
}
