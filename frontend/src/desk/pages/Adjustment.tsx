import { useParams } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { StateTag } from '@/components/plain/StateTag';
import { useApproval } from '@/features/approvals/api';
import { ApprovalCard, type Changes } from '@/features/approvals/desk/ApprovalCard';
import { useAdjustment } from '@/features/ownership/api';
import { AdjustmentFacts, AdjustmentRequest } from '@/features/ownership/desk/AdjustmentFacts';
import { PageSkeleton } from '../layout/PageSkeleton';

const Change: Changes = ({ approval }) => <AdjustmentRequest id={String(approval.payload.adjustment_id)} />;
const CHANGES = { adjustment: Change };

/** Both steps of its decision, where the reader may see the request. */
function Decision({ id }: { id: string }) {
  const request = useApproval(id);
  if (request.error !== null) return null;
  return request.data === undefined ? <Skeleton active /> : <ApprovalCard approval={request.data} changes={CHANGES} />;
}

export function Adjustment() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/shell/pages/adjustments/$id' });
  const found = useAdjustment(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  const adjustment = found.data;
  const request = adjustment.request_id ?? undefined;
  return (
    <>
      <PageHeader title={`${t('ownership:detail_title')} · ${adjustment.client_name}`} tags={<StateTag state={adjustment.state} />} lead={adjustment.reason} />
      {request === undefined ? (
        <Panel label={t('ownership:detail_title')}>
          <AdjustmentFacts adjustment={adjustment} />
        </Panel>
      ) : (
        <Decision id={request} />
      )}
    </>
  );
}
