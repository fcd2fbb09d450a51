import type { Language } from './language';

/** What stands where there is no value. */
export const NONE = '—';

const MINUS = '\u2212';

// Integers alone: fen beyond 2^53 never arrive as JSON numbers (RFC 7493), and no float may round money.
function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function scaled(minor: bigint, decimals: number): string {
  const negative = minor < 0n;
  const digits = (negative ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = grouped(digits.slice(0, digits.length - decimals));
  const body = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return negative ? MINUS + body : body;
}

/** `value / divisor`, rounded half away from zero. */
function rounded(value: bigint, divisor: bigint): bigint {
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  const quotient = (magnitude + divisor / 2n) / divisor;
  return negative ? -quotient : quotient;
}

/** Fen as exact 元 with thousands separators: 1234567 → "12,345.67". */
export function yuan(fen: number | bigint): string {
  return scaled(BigInt(fen), 2);
}

/** Fen as 万元 with two decimals, half away from zero: 123456789 → "123.46". */
export function wan(fen: number | bigint): string {
  return scaled(rounded(BigInt(fen), 10_000n), 2);
}

/** Fen as 万元 for a chart's axis: a picture, not a figure to count with. */
export function wanNumber(fen: number): number {
  return Math.round(fen / 10_000) / 100;
}

/** Basis points as a percentage with up to two decimals: 3333 → "33.33%", 5000 → "50%". */
export function percent(basisPoints: number | bigint): string {
  const body = scaled(BigInt(basisPoints), 2).replace(/\.?0+$/, '');
  return `${body}%`;
}

/** A whole number with thousands separators. */
export function count(value: number | bigint): string {
  return scaled(BigInt(value), 0);
}

/** The bank's zone; business dates and shown times are local to it, whatever the device says. */
export const BANK_ZONE = 'Asia/Shanghai';

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: BANK_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

interface Local {
  date: string;
  minute: string;
  second: string;
}

function local(moment: Date | number): Local {
  const found = new Map(parts.formatToParts(moment).map((part) => [part.type, part.value]));
  const get = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
  const minute = `${get('hour')}:${get('minute')}`;
  return { date: `${get('year')}-${get('month')}-${get('day')}`, minute, second: `${minute}:${get('second')}` };
}

/** The bank's date of a moment, "2026-11-23". */
export function dateOf(moment: string | number): string {
  return local(new Date(moment)).date;
}

/** A moment with minutes in the bank's zone, "2026-11-23 14:05". */
export function dateTime(moment: string | number): string {
  const at = local(new Date(moment));
  return `${at.date} ${at.minute}`;
}

/** A moment with seconds, for closings, receipts and audit rows. */
export function dateTimeExact(moment: string | number): string {
  const at = local(new Date(moment));
  return `${at.date} ${at.second}`;
}

/** Today relative ("14:05", the word for today is the caller's), any other day as date and time. */
export function todayTime(moment: string | number, now: number): string | undefined {
  const at = local(new Date(moment));
  return at.date === local(now).date ? at.minute : undefined;
}

/** How long ago or ahead a moment of today is, "5 分钟前"; another day is `undefined` and shows its date. */
export function relativeToday(moment: string | number, now: number, language: Language): string | undefined {
  const at = new Date(moment).getTime();
  if (local(at).date !== local(now).date) return undefined;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const minutes = Math.trunc((at - now) / 60_000);
  if (Math.abs(minutes) < 60) return format.format(minutes, 'minute');
  return format.format(Math.trunc(minutes / 60), 'hour');
}

/** Seconds as "2 天 03:04:05" pieces; days are left to the caller to word. */
export function duration(seconds: number): { days: number; clock: string } {
  const two = (value: number): string => String(value).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const rest = seconds % 86_400;
  return { days, clock: `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}:${two(rest % 60)}` };
}

/** The last day of a span whose end is the first day after, as the API says it. */
export function lastDay(to: string): string {
  const day = new Date(`${to}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - 1);
  return day.toISOString().slice(0, 10);
}
