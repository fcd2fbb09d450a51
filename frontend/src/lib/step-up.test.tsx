import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizedFetch } from './http';
import { resetSession, startSession } from './session';
import { settleStepUp, useStepUpAsked } from './step-up';

let strong = false;
let bodies: string[] = [];

async function answer(input: Request | string | URL, init?: RequestInit): Promise<Response> {
  const request = input instanceof Request ? input : new Request(new URL(input, 'http://localhost'), init);
  if (new URL(request.url).pathname.startsWith('/api/v1/sessions')) {
    return Response.json({ access_token: 't', expires_at: new Date(Date.now() + 900_000).toISOString(), me: { user_id: 'u1' } });
  }
  bodies.push(await request.text());
  if (strong) return Response.json({ ok: true });
  return Response.json({ code: request.url.endsWith('/forbidden') ? 'forbidden' : 'step_up_required' }, { status: 403 });
}

const weighty = (path = 'exports'): Request => new Request(`http://localhost/api/v1/${path}`, { method: 'POST', body: '{"reason":"why"}' });

beforeEach(async () => {
  strong = false;
  bodies = [];
  resetSession();
  vi.stubGlobal('fetch', answer);
  await startSession();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an act that asks for a fresh code', () => {
  it('fails with its refusal where no dialog can ask', async () => {
    expect((await authorizedFetch(weighty())).status).toBe(403);
  });

  it('waits for the code and is sent once more, with what it carried', async () => {
    const dialog = renderHook(() => useStepUpAsked());
    const sent = authorizedFetch(weighty());
    await vi.waitFor(() => {
      expect(dialog.result.current).toBe(true);
    });
    strong = true;
    act(() => {
      settleStepUp(true);
    });
    expect((await sent).status).toBe(200);
    expect(bodies).toEqual(['{"reason":"why"}', '{"reason":"why"}']);
    expect(dialog.result.current).toBe(false);
    dialog.unmount();
  });

  it('asks once for several acts at the same time', async () => {
    const dialog = renderHook(() => useStepUpAsked());
    const sent = Promise.all([authorizedFetch(weighty()), authorizedFetch(weighty())]);
    await vi.waitFor(() => {
      expect(bodies).toHaveLength(2);
      expect(dialog.result.current).toBe(true);
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    strong = true;
    act(() => {
      settleStepUp(true);
    });
    expect((await sent).map((response) => response.status)).toEqual([200, 200]);
    dialog.unmount();
  });

  it('fails with its refusal when the person gives up', async () => {
    const dialog = renderHook(() => useStepUpAsked());
    const sent = authorizedFetch(weighty());
    await vi.waitFor(() => {
      expect(dialog.result.current).toBe(true);
    });
    act(() => {
      settleStepUp(false);
    });
    const response = await sent;
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 'step_up_required' });
    dialog.unmount();
  });
});

describe('another refusal', () => {
  it('asks for nothing', async () => {
    const dialog = renderHook(() => useStepUpAsked());
    expect((await authorizedFetch(weighty('forbidden'))).status).toBe(403);
    expect(dialog.result.current).toBe(false);
    dialog.unmount();
  });
});
