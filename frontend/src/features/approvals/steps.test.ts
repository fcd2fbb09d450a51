import { describe, expect, it } from 'vitest';
import type { Approval } from './api';
import { isLastStep, nextStep, waitingStep } from './steps';

const request = (state: Approval['state'], ...decisions: ('agreed' | 'refused' | null)[]): Pick<Approval, 'state' | 'steps'> => ({
  state,
  steps: decisions.map((decision, index) => ({ role: index === 0 ? 'group_member' : 'committee_member', decision })),
});

describe('the waiting step', () => {
  it('is the first without an answer', () => {
    expect(waitingStep(request('pending', 'agreed', null))?.role).toBe('committee_member');
    expect(waitingStep(request('pending', null, null))?.role).toBe('group_member');
  });

  it('is none once the request has ended', () => {
    expect(waitingStep(request('withdrawn', null, null))).toBeUndefined();
    expect(waitingStep(request('approved', 'agreed', 'agreed'))).toBeUndefined();
  });
});

describe('agreeing', () => {
  it('passes a first step on and carries out a last one', () => {
    expect(isLastStep(request('pending', null, null))).toBe(false);
    expect(nextStep(request('pending', null, null))?.role).toBe('committee_member');
    expect(isLastStep(request('pending', 'agreed', null))).toBe(true);
    expect(nextStep(request('pending', 'agreed', null))).toBeUndefined();
  });
});
