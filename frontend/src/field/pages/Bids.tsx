import { RoundCards } from '@/features/rounds/field/RoundCards';

export function Bids() {
  return <RoundCards />;
}
