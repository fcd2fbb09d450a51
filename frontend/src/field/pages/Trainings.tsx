import { EventCards } from '@/features/training/field/EventCards';

export function Trainings() {
  return <EventCards />;
}
