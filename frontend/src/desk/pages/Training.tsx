import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { useTraining } from '@/features/training/api';
import { Attendances } from '@/features/training/desk/Attendances';
import { EventRecord } from '@/features/training/desk/EventRecord';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { PageSkeleton } from '../layout/PageSkeleton';

export function Training() {
  const me = useMe();
  const { id = '' } = useParams({ strict: false });
  const event = useTraining(id);
  if (event.error !== null) return <ErrorState error={event.error} onRetry={() => void event.refetch()} />;
  if (event.data === undefined) return <PageSkeleton />;
  return (
    <>
      <EventRecord event={event.data} />
      {may(me, 'list_attendances') && <Attendances event={event.data} />}
    </>
  );
}
