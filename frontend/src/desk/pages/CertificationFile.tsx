import { useParams } from '@tanstack/react-router';
import { ErrorState } from '@/components/desk/ErrorState';
import { useFile } from '@/features/certification/api';
import { FileRecord } from '@/features/certification/desk/FileRecord';
import { PageSkeleton } from '../layout/PageSkeleton';

export function CertificationFile() {
  const { id } = useParams({ from: '/shell/pages/certification/$id' });
  const found = useFile(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  return <FileRecord file={found.data} />;
}
