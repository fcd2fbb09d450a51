import { describe, expect, it } from 'vitest';
import { byBranch, doorsAt, phaseAt, stateIn } from './phase';

const event = (state: 'planned' | 'held' | 'cancelled') => ({ state, starts_at: '2026-11-24T09:00:00Z', ends_at: '2026-11-24T11:00:00Z' });
const at = (clock: string): number => Date.parse(`2026-11-24T${clock}Z`);

describe('phaseAt', () => {
  it('turns to the minute as the server does', () => {
    expect(phaseAt(event('planned'), at('08:29:59'))).toBe('before');
    expect(phaseAt(event('planned'), at('08:30:00'))).toBe('door');
    expect(phaseAt(event('planned'), at('08:59:59'))).toBe('door');
    expect(phaseAt(event('planned'), at('09:00:00'))).toBe('running');
    expect(phaseAt(event('planned'), at('10:59:59'))).toBe('running');
    expect(phaseAt(event('planned'), at('11:00:00'))).toBe('over');
    expect(doorsAt(event('planned'))).toBe('2026-11-24T08:30:00.000Z');
  });

  it('ends with the event', () => {
    for (const state of ['held', 'cancelled'] as const) expect(phaseAt(event(state), at('09:30:00'))).toBe('done');
  });
});

describe('stateIn', () => {
  it('says what an event waits for', () => {
    expect(stateIn(event('planned'), 'door')).toBe('planned');
    expect(stateIn(event('planned'), 'running')).toBe('running');
    expect(stateIn(event('planned'), 'over')).toBe('to_close');
    expect(stateIn(event('cancelled'), 'done')).toBe('cancelled');
  });
});

describe('byBranch', () => {
  const count = (branch: string, attended: number, owed: number) => ({ manager_id: '', manager_no: '', name: '', branch_id: branch, branch_name: branch, attended, owed });

  it('counts who is short, the worst branch first', () => {
    expect(byBranch([count('a', 2, 2), count('b', 0, 2), count('a', 1, 2), count('b', 0, 1), count('c', 0, 0)])).toEqual([
      { branch_id: 'b', branch_name: 'b', short: 2, all: 2 },
      { branch_id: 'a', branch_name: 'a', short: 1, all: 2 },
      { branch_id: 'c', branch_name: 'c', short: 0, all: 1 },
    ]);
  });
});
