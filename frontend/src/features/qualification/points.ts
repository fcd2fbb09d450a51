/** Hundredths of points with up to two decimals: 7366 → "73.66", 8000 → "80". */
export function fixed(hundredths: number): string {
  const whole = Math.trunc(hundredths / 100);
  const rest = (hundredths % 100).toString().padStart(2, '0').replace(/0+$/, '');
  return rest === '' ? whole.toString() : `${whole.toString()}.${rest}`;
}
