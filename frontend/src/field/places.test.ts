import { describe, expect, it } from 'vitest';
import { fieldPlace } from './places';

describe('where a message leads on the phone', () => {
  it('is the phone\u2019s own page where there is one', () => {
    expect(fieldPlace('/rounds/01936f0e-0000-7000-8000-000000000001?tab=result')).toBe('/bids/01936f0e-0000-7000-8000-000000000001');
    expect(fieldPlace('/clients/01936f0e-0000-7000-8000-000000000001')).toBe('/clients/01936f0e-0000-7000-8000-000000000001');
    expect(fieldPlace('/qualification')).toBe('/qualification');
    expect(fieldPlace('/dispatches')).toBe('/dispatches');
    expect(fieldPlace('/leavings/01936f0e-0000-7000-8000-000000000001')).toBe('/leavings/01936f0e-0000-7000-8000-000000000001');
    expect(fieldPlace('/training')).toBe('/training');
    expect(fieldPlace('/exams/01936f0e-0000-7000-8000-000000000001')).toBe('/exams/01936f0e-0000-7000-8000-000000000001');
    expect(fieldPlace('/training/01936f0e-0000-7000-8000-000000000001')).toBe('/training/01936f0e-0000-7000-8000-000000000001');
  });

  it('is nowhere where only the desk has it', () => {
    expect(fieldPlace('/approvals')).toBeUndefined();
    expect(fieldPlace('/rounds')).toBeUndefined();
    expect(fieldPlace('https://example.org/rounds/1')).toBeUndefined();
  });
});
