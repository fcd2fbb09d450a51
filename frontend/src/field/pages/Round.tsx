import { useParams } from '@tanstack/react-router';
import { RoundPage } from '@/features/rounds/field/RoundPage';

export function Round() {
  const { id = '' } = useParams({ strict: false });
  return <RoundPage id={id} />;
}
