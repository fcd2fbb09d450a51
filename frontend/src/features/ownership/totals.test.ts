import { describe, expect, it } from 'vitest';
import type { BranchCoverage, Workload } from './api';
import { coverageTotals, fullness, isOver } from './totals';

const branch = (must_allocate: number, covered: number): BranchCoverage => ({
  branch_id: 'b',
  branch_name: 'b',
  must_allocate,
  covered,
  coverage_bps: 0,
  uncovered_loans: must_allocate - covered,
  uncovered_corporate_deposits: 0,
  uncovered_won_deposits: 0,
  virtual_accounts: 1,
  lapsed: 0,
  virtual_managers: [],
});

describe('coverageTotals', () => {
  it('never calls nearly all all', () => {
    expect(coverageTotals([branch(99_999, 99_998), branch(1, 1)])).toMatchObject({ must: 100_000, uncovered: 1, coverage_bps: 9_999, virtual: 2 });
  });

  it('is whole where nothing must be allocated', () => {
    expect(coverageTotals([]).coverage_bps).toBe(10_000);
  });
});

describe('a manager\u2019s load', () => {
  const row = { clients: 60, core_clients: 0, exposure_fen: 100, capacity_clients: 80, capacity_exposure_fen: 100 } as Workload;
  it('is measured against the grade\u2019s limits', () => {
    expect(fullness(row)).toBe(7_500);
    expect(isOver(row)).toBe(false);
    expect(isOver({ ...row, exposure_fen: 101 })).toBe(true);
    expect(isOver({ ...row, core_clients: 1, capacity_core_clients: 0 })).toBe(true);
  });

  it('has no measure without a limit', () => {
    expect(fullness({ ...row, capacity_clients: null })).toBeUndefined();
  });
});
