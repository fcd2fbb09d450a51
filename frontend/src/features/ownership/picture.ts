import type { OwnershipRow } from './api';

/** A span of the picture: where it stands, in thousandths of its width. */
export interface Span {
  row: OwnershipRow;
  left: number;
  width: number;
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000;
/** How far beyond today the picture goes, of its whole width. */
const AHEAD = 0.08;

/** What stands now (nothing superseded) as spans between the first day and a while after today or the last change. */
export function ownershipSpans(rows: readonly OwnershipRow[], today: string): { spans: Span[]; today: number; first: string; last: string } | undefined {
  const standing = rows.filter((row) => row.known_to === undefined || row.known_to === null).sort((a, b) => (a.valid_from < b.valid_from ? -1 : 1));
  const first = standing[0]?.valid_from;
  if (first === undefined) return undefined;
  const start = day(first);
  const known = Math.max(day(today), ...standing.map((row) => day(row.valid_from)), ...standing.flatMap((row) => (typeof row.valid_to === 'string' ? [day(row.valid_to)] : [])));
  const end = known + Math.max(7, Math.ceil((known - start) * AHEAD));
  const at = (value: number): number => Math.round(((Math.min(value, end) - start) / (end - start)) * 1000);
  const spans = standing.map((row) => {
    const left = at(day(row.valid_from));
    const right = typeof row.valid_to === 'string' ? at(day(row.valid_to)) : 1000;
    return { row, left, width: Math.max(4, right - left) };
  });
  return { spans, today: at(day(today)), first, last: new Date(end * 86_400_000).toISOString().slice(0, 10) };
}

/** Each manager's place among the colours, in the order in which they appear. */
export function managerColours(rows: readonly OwnershipRow[], colours: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) for (const share of row.shares) if (!found.has(share.manager_id)) found.set(share.manager_id, colours[found.size % colours.length] ?? '');
  return found;
}
