import { ProblemError } from '@/lib/problem';

/** How many digits an authenticator shows. */
export const CODE_DIGITS = 6;

/** What was typed or pasted, without the blanks that authenticators show between the digits. */
export function digitsOf(typed: string): string {
  return typed.replace(/\D/g, '').slice(0, CODE_DIGITS);
}

/** The secret in groups of four, as people read it out while typing. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}

/** Whether a login is right so far and asks for a code. */
export function asksForCode(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'code_required';
}

/**
 * Whether the code was refused: by name where somebody is signed in; at the login the password was right before, so that
 * what failed is the code.
 */
export function isCodeRefused(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  return error.problem.code === 'login_failed' || error.problem.errors.some((field) => field.pointer === '/code');
}
