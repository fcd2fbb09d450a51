import { createContext } from 'react';

export interface ClauseSummary {
  id: string;
  summary: string;
  /** The feature that carries the clause out; absent where none does yet. */
  carriedOutBy?: string | undefined;
}

/** How marks fetch a clause; the app passes it in, so that components know no endpoint. */
export type FetchClause = (id: string) => Promise<ClauseSummary>;

export const ClauseSource = createContext<FetchClause | undefined>(undefined);
