import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { useRatingPanel } from '@/features/qualification/api';
import { PanelRecord } from '@/features/qualification/desk/PanelRecord';
import { PageSkeleton } from '../layout/PageSkeleton';

export function RatingPanel() {
  const { id = '' } = useParams({ strict: false });
  const panel = useRatingPanel(id);
  if (panel.error !== null) return <ErrorState error={panel.error} onRetry={() => void panel.refetch()} />;
  if (panel.data === undefined) return <PageSkeleton />;
  return <PanelRecord panel={panel.data} />;
}
