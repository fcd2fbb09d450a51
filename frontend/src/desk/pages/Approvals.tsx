import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import type { Approval } from '@/features/approvals/api';
import type { Changes } from '@/features/approvals/desk/ApprovalCard';
import { Inbox } from '@/features/approvals/desk/Inbox';
import { CertificationRequest, DemotionRequest } from '@/features/certification/desk/Requests';
import { ErasureRequest } from '@/features/clients/desk/ErasureRequest';
import { DispatchRequest } from '@/features/dispatch/desk/DispatchRequest';
import { HandoverRequest } from '@/features/leaving/desk/HandoverRequest';
import { AdjustmentRequest } from '@/features/ownership/desk/AdjustmentFacts';
import { PositionRequest } from '@/features/people/desk/PositionRequest';
import { PolicyRequest } from '@/features/policy/desk/PolicyRequest';
import { RenewalRequest } from '@/features/terms/desk/RenewalRequest';
import { AppointmentRequest } from '@/features/recruitment/desk/AppointmentRequest';
import { ConfirmationRequest } from '@/features/rounds/desk/ConfirmationRequest';

const PolicyChanges: Changes = ({ approval }) => <PolicyRequest payload={approval.payload} />;
const PositionChanges: Changes = ({ approval }) => <PositionRequest payload={approval.payload} />;
const AdjustmentChanges: Changes = ({ approval }) => <AdjustmentRequest id={String(approval.payload.adjustment_id)} />;

const ConfirmationChanges: Changes = ({ approval }) => <ConfirmationRequest roundId={approval.subject_id} payload={approval.payload} />;
const ErasureChanges: Changes = ({ approval }) => <ErasureRequest clientId={approval.subject_id} />;
const CertificationChanges: Changes = ({ approval }) => <CertificationRequest fileId={approval.subject_id} payload={approval.payload} />;
const DemotionChanges: Changes = ({ approval }) => <DemotionRequest managerId={approval.subject_id} payload={approval.payload} />;
const RenewalChanges: Changes = ({ approval }) => <RenewalRequest managerId={approval.subject_id} payload={approval.payload} />;

const DispatchChanges: Changes = ({ approval }) => <DispatchRequest payload={approval.payload} />;
const HandoverChanges: Changes = ({ approval }) => <HandoverRequest payload={approval.payload} />;

const AppointmentChanges: Changes = ({ approval }) => <AppointmentRequest id={approval.subject_id} payload={approval.payload} />;

/** What each kind of request changes, shown by the feature that knows it. */
const CHANGES: Record<Approval['kind'], Changes> = { policy: PolicyChanges, position: PositionChanges, position_end: PositionChanges, adjustment: AdjustmentChanges, round_confirmation: ConfirmationChanges, erasure: ErasureChanges, renewal: RenewalChanges, certification: CertificationChanges, demotion: DemotionChanges, leaving_handover: HandoverChanges, dispatch: DispatchChanges, appointment: AppointmentChanges };

export function Approvals() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  return (
    <>
      <PageHeader title={t('approvals:title')} lead={t('approvals:lead')} />
      <Inbox id={id} changes={CHANGES} />
    </>
  );
}
