/** How many digits a one-time code has: an authenticator's and a room's. */
export const CODE_DIGITS = 6;

/** What was typed or pasted, without the blanks that stand between the digits. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, CODE_DIGITS);
}
