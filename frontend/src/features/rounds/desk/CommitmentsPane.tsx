import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { committedWan } from '../commitment';
import { useCommitments, type Round } from '../api';

/** What winners owe, frozen at confirmation: measure, base, period. */
export function CommitmentsPane({ round }: { round: Round }) {
  const { t } = useTranslation();
  const commitments = useCommitments(round.id);
  if (commitments.error !== null) return <ErrorState error={commitments.error} onRetry={() => void commitments.refetch()} />;
  return (
    <div className="kj-stack">
      <p className="kj-quiet">
        {t('roundsdesk:commitments_lead')} <ClauseMark id="D9.5" policyVersion={round.policy_number ?? undefined} />
      </p>
      <Table
        aria-label={t('roundsdesk:tab.commitments')}
        size="middle"
        rowKey="id"
        loading={commitments.isPending}
        dataSource={commitments.data ?? []}
        pagination={(commitments.data?.length ?? 0) > 50 ? { pageSize: 50, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('roundsdesk:no_commitments')} detail={t('roundsdesk:no_commitments_detail')} /> }}
        columns={[
          { title: t('rounds:lot'), render: (_value, row) => `${row.lot_number.toString()} · ${row.lot_name}` },
          { title: t('rounds:manager'), dataIndex: 'manager_name' },
          { title: t('rounds:measure_title'), render: (_value, row) => t(`rounds:measure.${row.measure}`) },
          { title: t('roundsdesk:base_wan'), align: 'right', render: (_value, row) => <Money fen={row.base_fen} /> },
          { title: t('rounds:committed_wan'), align: 'right', className: 'kj-numeric', render: (_value, row) => committedWan(row.value, row.unit_fen) },
          { title: t('roundsdesk:wizard.period'), render: (_value, row) => `${row.period_from} ${t('rounds:to')} ${row.period_to}` },
        ]}
      />
    </div>
  );
}
