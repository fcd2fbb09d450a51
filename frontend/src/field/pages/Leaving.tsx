import { useParams } from '@tanstack/react-router';
import { LeavingPage } from '@/features/leaving/field/LeavingPage';

export function Leaving() {
  const { id = '' } = useParams({ strict: false });
  return <LeavingPage id={id} />;
}
