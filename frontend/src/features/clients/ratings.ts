import type { Rating } from './api';

/** Key of an axis's word: the two axes by themselves, a flag by its name. */
export function axisKey(axis: Rating['axis']): string {
  return axis === 'standing' || axis === 'size' ? `clients:${axis}` : `common:flag.${axis}`;
}

/** Key of a rating's word; ended ones have their own. */
export function ratingKey(axis: Rating['axis'], value: Rating['value']): string {
  if (value === undefined || value === null) return 'clients:rating.ended';
  return axis === 'standing' || axis === 'size' ? `common:${axis}.${value}` : 'clients:rating.carried';
}
