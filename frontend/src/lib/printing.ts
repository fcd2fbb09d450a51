import { useSyncExternalStore } from 'react';

const query = window.matchMedia('print');

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}

/** Whether the page is being printed: paper has no second page of a table to turn to. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}
