import type { Approval, ApprovalStep } from './api';

/** The step that waits: the first without an answer, while the request runs. */
export function waitingStep(approval: Pick<Approval, 'state' | 'steps'>): ApprovalStep | undefined {
  return approval.state === 'pending' ? approval.steps.find((step) => step.decision === undefined || step.decision === null) : undefined;
}

/** Whether agreeing now carries the request out, or passes it on. */
export function isLastStep(approval: Pick<Approval, 'state' | 'steps'>): boolean {
  const waiting = waitingStep(approval);
  return waiting !== undefined && approval.steps.at(-1) === waiting;
}

/** The step after the waiting one. */
export function nextStep(approval: Pick<Approval, 'state' | 'steps'>): ApprovalStep | undefined {
  const waiting = waitingStep(approval);
  return waiting === undefined ? undefined : approval.steps[approval.steps.indexOf(waiting) + 1];
}
