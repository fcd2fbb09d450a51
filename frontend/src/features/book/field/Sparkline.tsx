import { yuan } from '@/lib/format';

interface Day {
  day: string;
  amount: number;
}

const WIDTH = 320;
const HEIGHT = 56;

/** Balances as a line; its ends in words for who cannot see it. */
export function Sparkline({ days, label }: { days: readonly Day[]; label: string }) {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return null;
  const amounts = days.map((day) => day.amount);
  const least = Math.min(...amounts, 0);
  const span = Math.max(...amounts) - least || 1;
  const step = days.length > 1 ? WIDTH / (days.length - 1) : 0;
  const points = amounts.map((amount, index) => `${(index * step).toFixed(1)},${(HEIGHT - ((amount - least) / span) * HEIGHT).toFixed(1)}`).join(' ');
  return (
    <figure className="pb-3">
      <svg viewBox={`0 -2 ${WIDTH.toString()} ${(HEIGHT + 4).toString()}`} className="h-14 w-full" preserveAspectRatio="none" role="img" aria-label={`${label}: ${yuan(first.amount)} → ${yuan(last.amount)}`}>
        <polyline points={points} fill="none" stroke="var(--color-brand)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="flex justify-between text-[12px] text-quiet tabular-nums">
        <span>{first.day}</span>
        <span>{last.day}</span>
      </figcaption>
    </figure>
  );
}
