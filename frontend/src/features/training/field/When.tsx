import { dateOf, dateTime } from '@/lib/format';
import type { Training } from '../api';

/** From when to when: the day once where both are of it. */
export function When({ event }: { event: Pick<Training, 'starts_at' | 'ends_at'> }) {
  const end = dateTime(event.ends_at);
  return (
    <span className="tabular-nums">
      {dateTime(event.starts_at)} – {dateOf(event.starts_at) === dateOf(event.ends_at) ? end.slice(-5) : end}
    </span>
  );
}
