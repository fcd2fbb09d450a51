import { useSyncExternalStore } from 'react';
import { Workbox } from 'workbox-window';

const CHECK_EVERY_MS = 60 * 60 * 1000;

let worker: Workbox | undefined;
let ready = false;
const listeners = new Set<() => void>();

/** Installs the app's worker and looks for a new version every hour and whenever the app comes to the front. */
export function startUpdates(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const made = new Workbox('/m/worker.js', { scope: '/m/' });
  worker = made;
  made.addEventListener('waiting', () => {
    ready = true;
    listeners.forEach((notify) => {
      notify();
    });
  });
  made.addEventListener('controlling', (event) => {
    if (event.isUpdate === true) window.location.reload();
  });
  // A worker that cannot be installed (private window, plain http) costs the offline start alone.
  void made.register().catch(() => undefined);
  const look = (): void => {
    void made.update().catch(() => undefined);
  };
  setInterval(look, CHECK_EVERY_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
  });
}

/** Puts the waiting version in place; the page loads anew. */
export function applyUpdate(): void {
  worker?.messageSkipWaiting();
}

/** Whether a new version waits. */
export function useUpdateReady(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => ready,
  );
}
