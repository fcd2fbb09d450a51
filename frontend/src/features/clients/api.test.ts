import { describe, expect, it } from 'vitest';
import { clientQuery } from './api';

describe('clientQuery', () => {
  it('passes on what is set and known', () => {
    expect(clientQuery({ q: 'zs', kind: 'corporate', uncovered: 'yes', branch_id: 'b' })).toEqual({ q: 'zs', kind: 'corporate', uncovered: true, branch_id: 'b' });
  });

  it('drops values that no list knows, so that an old link still opens', () => {
    expect(clientQuery({ kind: 'company', flag: 'gone', size: 'large' })).toEqual({ size: 'large' });
  });
});
