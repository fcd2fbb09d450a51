import { useState } from 'react';

const key = (table: string): string => `kejing.columns.${table}`;

function read(table: string): string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(table)) ?? 'null');
    return Array.isArray(stored) ? stored.filter((entry) => typeof entry === 'string') : undefined;
  } catch {
    return undefined;
  }
}

/** Which columns of a table this person has hidden on this device; `undefined` restores the default. */
export function useHiddenColumns(table: string, atFirst: string[]): { hidden: string[]; setHidden: (next: string[] | undefined) => void } {
  const [chosen, setChosen] = useState(() => read(table));
  return {
    hidden: chosen ?? atFirst,
    setHidden: (next) => {
      setChosen(next);
      try {
        if (next === undefined) localStorage.removeItem(key(table));
        else localStorage.setItem(key(table), JSON.stringify(next));
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
  };
}
