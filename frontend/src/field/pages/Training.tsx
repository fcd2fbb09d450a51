import { useParams } from '@tanstack/react-router';
import { EventPage } from '@/features/training/field/EventPage';

export function Training() {
  const { id = '' } = useParams({ strict: false });
  return <EventPage id={id} />;
}
