import { useSyncExternalStore } from 'react';

/** What the server answers where an act asks whoever has an authenticator for a fresh code. */
export const STEP_UP_REQUIRED = 'step_up_required';

let asked = false;
let waiting: ((strong: boolean) => void)[] = [];
const listeners = new Set<() => void>();

function become(next: boolean): void {
  asked = next;
  listeners.forEach((notify) => {
    notify();
  });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    // Nobody is left who could ask: what waits goes on with its refusal.
    if (listeners.size === 0) settleStepUp(false);
  };
}

/**
 * Asks the person for a code; requests at the same time share one question. True: the session is strong again. False: the
 * person gave up, or this page has no dialog that asks.
 */
export function stepUp(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (!asked) become(true);
  });
}

/** Ends the question: what waits is sent once more, or fails with its refusal. */
export function settleStepUp(strong: boolean): void {
  const resolvers = waiting;
  waiting = [];
  if (asked) become(false);
  resolvers.forEach((resolve) => {
    resolve(strong);
  });
}

/** Whether a code is asked for. Who uses it shows the dialog. */
export function useStepUpAsked(): boolean {
  return useSyncExternalStore(subscribe, () => asked);
}
