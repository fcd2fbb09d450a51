import { ProblemError } from '@/lib/problem';

export { CODE_DIGITS, digitsOf } from '@/lib/digits';

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
