import type { TFunction } from 'i18next';
import type { Recruitment } from './api';

/** The post in words: class, kind, grade. */
export function postText(t: TFunction, round: Pick<Recruitment, 'class' | 'b_kind' | 'grade'>): string {
  const kind = typeof round.b_kind === 'string' ? t(`common:b_kind.${round.b_kind}`) : undefined;
  return [t(`common:class.${round.class}`), kind, t(`common:grade.${round.grade}`)].filter((part) => part !== undefined).join(' · ');
}

/** Hundredths of points with up to two decimals: 7366 → "73.66". */
export function points(hundredths: number): string {
  const rest = (hundredths % 100).toString().padStart(2, '0').replace(/0+$/, '');
  const whole = Math.trunc(hundredths / 100).toString();
  return rest === '' ? whole : `${whole}.${rest}`;
}

/** Bytes as kB or MB. */
export function bytes(size: number): string {
  return size >= 1_000_000 ? `${(size / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(size / 1000)).toString()} kB`;
}
