import { describe, expect, it } from 'vitest';
import { ProblemError, type Problem } from '@/lib/problem';
import { asksForCode, digitsOf, inGroups, isCodeRefused } from './code';

const refusal = (problem: Partial<Problem>): ProblemError => new ProblemError({ type: 'about:blank', title: '', status: 401, code: 'forbidden', errors: [], ...problem });

describe('digitsOf', () => {
  it('drops what is no digit, and what is too much', () => {
    expect(digitsOf(' 123 456 ')).toBe('123456');
    expect(digitsOf('12a')).toBe('12');
    expect(digitsOf('12345678')).toBe('123456');
  });
});

describe('inGroups', () => {
  it('parts a secret without losing a letter', () => {
    expect(inGroups('GEZDGNBVGY3TQOJQ')).toBe('GEZD GNBV GY3T QOJQ');
  });
});

describe('a refusal', () => {
  it('asks for a code by its own code alone', () => {
    expect(asksForCode(refusal({ code: 'code_required' }))).toBe(true);
    expect(asksForCode(refusal({ code: 'login_failed' }))).toBe(false);
    expect(asksForCode(new Error('code_required'))).toBe(false);
  });

  it('is of the code where it points at it, or where a login fails after the password was right', () => {
    expect(isCodeRefused(refusal({ code: 'login_failed' }))).toBe(true);
    expect(isCodeRefused(refusal({ code: 'invalid_body', status: 422, errors: [{ pointer: '/code', code: 'invalid', message: '' }] }))).toBe(true);
    expect(isCodeRefused(refusal({ code: 'login_blocked', status: 429 }))).toBe(false);
  });
});
