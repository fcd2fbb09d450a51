import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { useParticipants, type Participant, type Round } from '../api';
import { ManagerClassText } from './ManagerClassText';

/** Who takes part, and how much more each may take. */
export function ParticipantTable({ round }: { round: Round }) {
  const { t } = useTranslation();
  const participants = useParticipants(round.id);
  if (participants.error !== null) return <ErrorState error={participants.error} onRetry={() => void participants.refetch()} />;
  return (
    <Table<Participant>
      aria-label={t('rounds:participants')}
      size="middle"
      rowKey="manager_id"
      loading={participants.isPending}
      dataSource={participants.data ?? []}
      pagination={false}
      scroll={{ x: 'max-content' }}
      locale={{ emptyText: <EmptyState title={t('roundsdesk:no_participants')} detail={t('roundsdesk:no_participants_detail')} /> }}
      columns={[
        { title: t('rounds:manager_no'), dataIndex: 'manager_no', className: 'kj-numeric' },
        { title: t('rounds:manager'), dataIndex: 'manager_name' },
        { title: t('rounds:class_grade'), render: (_value, row) => <ManagerClassText row={row} /> },
        { title: t('rounds:clients_now'), align: 'right', className: 'kj-numeric', dataIndex: 'clients' },
        { title: t('rounds:exposure_now_wan'), align: 'right', render: (_value, row) => <Money fen={row.exposure_fen} /> },
        { title: t('rounds:capacity_more'), align: 'right', className: 'kj-numeric', render: (_value, row) => row.capacity ?? t('rounds:no_limit') },
        { title: t('rounds:exposure_more_wan'), align: 'right', render: (_value, row) => (row.max_exposure_fen === null || row.max_exposure_fen === undefined ? t('rounds:no_limit') : <Money fen={row.max_exposure_fen} />) },
      ]}
    />
  );
}
