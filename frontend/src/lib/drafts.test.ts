import { beforeEach, describe, expect, it } from 'vitest';
import { readDraft, wipeDrafts, writeDraft } from './drafts';

beforeEach(() => {
  localStorage.clear();
});

describe('drafts', () => {
  it('come back as they were left', () => {
    writeDraft('u1', 'bid.r1', { lots: ['a', 'b'] });
    expect(readDraft('u1', 'bid.r1')).toEqual({ lots: ['a', 'b'] });
    writeDraft('u1', 'bid.r1', undefined);
    expect(readDraft('u1', 'bid.r1')).toBeUndefined();
  });

  it('are nobody else\u2019s, and go when their person leaves', () => {
    writeDraft('u1', 'bid.r1', 1);
    writeDraft('u2', 'bid.r1', 2);
    localStorage.setItem('kejing.language', 'en');
    expect(readDraft('u2', 'bid.r1')).toBe(2);
    wipeDrafts('u2');
    expect(readDraft('u1', 'bid.r1')).toBeUndefined();
    expect(readDraft('u2', 'bid.r1')).toBe(2);
    wipeDrafts();
    expect(readDraft('u2', 'bid.r1')).toBeUndefined();
    expect(localStorage.getItem('kejing.language')).toBe('en');
  });
});
