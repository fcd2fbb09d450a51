import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { useLeaving } from '@/features/leaving/api';
import { LeavingRecord } from '@/features/leaving/desk/LeavingRecord';
import { PageSkeleton } from '../layout/PageSkeleton';

export function Leaving() {
  const { id = '' } = useParams({ strict: false });
  const leaving = useLeaving(id);
  if (leaving.error !== null) return <ErrorState error={leaving.error} onRetry={() => void leaving.refetch()} />;
  if (leaving.data === undefined) return <PageSkeleton />;
  return <LeavingRecord leaving={leaving.data} />;
}
