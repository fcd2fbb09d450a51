import { useSyncExternalStore } from 'react';

const KEY = 'kejing.scope';
const listeners = new Set<() => void>();
// A tab keeps its scope: two windows side by side may look at two branches.
let scope = sessionStorage.getItem(KEY) ?? undefined;

/** The branch that the pages show; none: the whole bank, or all that the person sees. */
export function currentScope(): string | undefined {
  return scope;
}

/** Remembers the branch for the pages opened next. */
export function rememberScope(branchId: string | undefined): void {
  if (branchId === scope) return;
  scope = branchId;
  if (branchId === undefined) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, branchId);
  listeners.forEach((notify) => {
    notify();
  });
}

/** The same for components. */
export function useScope(): string | undefined {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, currentScope);
}
