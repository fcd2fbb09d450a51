import { useSyncExternalStore } from 'react';

// Below this the navigation would take a third of the page; it becomes a drawer.
const query = window.matchMedia('(max-width: 991px)');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

/** Whether the window is too narrow for a fixed navigation. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
