import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  value: ReactNode;
  detail?: ReactNode;
  /** The list behind the figure. */
  to?: string;
  search?: Record<string, string>;
  tone?: 'plain' | 'gold' | 'red' | 'green';
}

/** One figure that leads to its list. */
export function Stat({ label, value, detail, to, search, tone = 'plain' }: Props) {
  const body = (
    <>
      <span className="kj-stat-label">{label}</span>
      <span className={`kj-stat-value kj-stat-${tone}`}>{value}</span>
      {detail !== undefined && <span className="kj-stat-detail">{detail}</span>}
    </>
  );
  return to === undefined ? (
    <div className="kj-stat">{body}</div>
  ) : (
    <Link to={to} search={(search ?? {}) as never} className="kj-stat kj-stat-link">
      {body}
    </Link>
  );
}
