import { useSyncExternalStore } from 'react';

export interface ToastEntry {
  id: number;
  error?: unknown;
  text?: string;
}

let entries: readonly ToastEntry[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(to: readonly ToastEntry[]): void {
  entries = to;
  listeners.forEach((notify) => {
    notify();
  });
}

/** Says a failure that no page shows itself. */
export function showFailure(error: unknown): void {
  change([...entries, { id: next++, error }]);
}

/** Says what happened and what comes next. */
export function showText(text: string): void {
  change([...entries, { id: next++, text }]);
}

export function dismissToast(id: number): void {
  change(entries.filter((entry) => entry.id !== id));
}

export function useToasts(): readonly ToastEntry[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => entries,
  );
}
