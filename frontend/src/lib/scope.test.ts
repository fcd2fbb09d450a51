import { act, renderHook } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { currentScope, rememberScope, useScope } from './scope';

describe('the scope', () => {
  it('is kept for the tab, told to whoever shows it, and let go', () => {
    const shown = renderHook(() => useScope());
    expect(shown.result.current).toBeUndefined();
    act(() => {
      rememberScope('b1');
    });
    expect(shown.result.current).toBe('b1');
    expect(sessionStorage.getItem('kejing.scope')).toBe('b1');
    act(() => {
      rememberScope(undefined);
    });
    expect(currentScope()).toBeUndefined();
    expect(sessionStorage.getItem('kejing.scope')).toBeNull();
    shown.unmount();
  });
});
