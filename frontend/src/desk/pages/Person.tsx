import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { positionTexts } from '@/features/identity/positions';
import { useEmployee } from '@/features/staffing/api';
import { OwnHead, PersonHead } from '@/features/staffing/desk/PersonHead';
import { PersonTimeline } from '@/features/staffing/desk/PersonTimeline';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { PageSkeleton } from '../layout/PageSkeleton';

export function Person() {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = useParams({ from: '/shell/pages/employees/$id' });
  const own = id === me.employee_id;
  const looks = may(me, 'get_employee');
  const found = useEmployee(id, looks);
  // A role that reaches others may still not reach oneself: head office's people stand in no branch.
  if (found.error !== null && !own) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (looks && found.isPending) return <PageSkeleton />;
  return (
    <>
      {found.data !== undefined ? <PersonHead employee={found.data} /> : own && <OwnHead positions={positionTexts(t, me)} />}
      <PersonTimeline employee={id} own={own} />
    </>
  );
}
