import type { BranchCoverage, Workload } from './api';

const WHOLE = 10_000;

/** Coverage of several branches together; the rate is rounded down, so that 100 % means all. */
export function coverageTotals(items: readonly BranchCoverage[]) {
  const sum = (of: (item: BranchCoverage) => number): number => items.reduce((total, item) => total + of(item), 0);
  const must = sum((item) => item.must_allocate);
  const covered = sum((item) => item.covered);
  return {
    must,
    covered,
    uncovered: must - covered,
    coverage_bps: must === 0 ? WHOLE : Math.floor((covered * WHOLE) / must),
    loans: sum((item) => item.uncovered_loans),
    corporate: sum((item) => item.uncovered_corporate_deposits),
    won: sum((item) => item.uncovered_won_deposits),
    virtual: sum((item) => item.virtual_accounts),
    lapsed: sum((item) => item.lapsed),
  };
}

/** How full a manager is: clients against what the grade may hold, in basis points; none without a limit. */
export function fullness(row: Workload): number | undefined {
  const limit = row.capacity_clients;
  return limit === undefined || limit === null || limit === 0 ? undefined : Math.floor((row.clients * WHOLE) / limit);
}

/** Whether a manager holds more than the grade may: clients, core clients or credit. */
export function isOver(row: Workload): boolean {
  const over = (value: number, limit: number | null | undefined): boolean => typeof limit === 'number' && value > limit;
  return over(row.clients, row.capacity_clients) || over(row.core_clients, row.capacity_core_clients) || over(row.exposure_fen, row.capacity_exposure_fen);
}
