import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { Beacon } from '@/features/rounds/desk/BeaconPane';
import { Clearing } from '@/features/rounds/desk/ClearingPane';
import { RoundHeader } from '@/features/rounds/desk/RoundHeader';
import { RoundTabs } from '@/features/rounds/desk/RoundTabs';
import { useRound } from '@/features/rounds/api';
import { PageSkeleton } from '../layout/PageSkeleton';

export function Round() {
  const { id = '' } = useParams({ strict: false });
  const round = useRound(id);
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <PageSkeleton />;
  return (
    <>
      <RoundHeader round={round.data} />
      <Beacon round={round.data} />
      <Clearing round={round.data} />
      <RoundTabs round={round.data} />
    </>
  );
}
