import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/i18n';
import { ClauseSource } from '@/components/plain/clause-source';
import { readDraft } from '@/lib/drafts';
import type { Lot, Round } from '../types';
import { BidSheet } from './BidSheet';

vi.mock('@/lib/session', () => ({
  useMe: () => ({ user_id: 'u1', manager_id: 'm1', permissions: [] }),
  accessToken: () => Promise.resolve('t'),
  renewSession: () => Promise.resolve(false),
  signedInAgain: () => Promise.resolve(false),
}));

const round = {
  id: 'r1',
  terms: { measure: 'average_daily_deposit_growth', unit_fen: 1_000_000, period_from: '2027-01-01', period_to: '2027-12-31', time_limit_s: 60, threads: 1 },
} as Round;
const lot = (id: string, reserve: number): Lot => ({ id, number: 1, name: `标的${id}`, reserve_value: reserve, worth_fen: 0, exposure_fen: 0, base_fen: 0, client_count: 1, clients: [] });

const sent: { url: string; key: string | null; body: unknown }[] = [];
let answer: () => Promise<Response>;

beforeAll(async () => {
  await startTexts({ 'zh-CN': () => import('@/i18n/bundles/field.zh-CN'), en: () => import('@/i18n/bundles/field.en') });
});
beforeEach(() => {
  sent.length = 0;
  localStorage.clear();
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push({ url: request.url, key: request.headers.get('idempotency-key'), body: await request.json() });
    return answer();
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const json = (status: number, body: unknown): Promise<Response> => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } }));

function show(lots: Lot[], onPlaced = vi.fn()) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ClauseSource.Provider value={(id) => Promise.resolve({ id, summary: '' })}>
        <BidSheet round={round} lots={lots} groups={[]} onPlaced={onPlaced} onClose={() => undefined} />
      </ClauseSource.Provider>
    </QueryClientProvider>,
  );
  return onPlaced;
}

describe('a bid on the phone', () => {
  it('is not placed before its receipt is there, and is one bid however often it is sent', async () => {
    const user = userEvent.setup();
    const onPlaced = show([lot('a', 10), lot('b', 20)]);
    await user.type(screen.getByLabelText('承诺额（万元）'), '860');
    expect(readDraft('u1', 'bid.r1')).toEqual({ value: '860', group: '' });

    answer = () => Promise.reject(new TypeError('network'));
    await user.click(screen.getByRole('button', { name: '密封提交' }));
    expect(await screen.findByText('未提交成功')).toBeDefined();
    expect(onPlaced).not.toHaveBeenCalled();

    answer = () =>
      json(201, { bid: { id: 'b1', state: 'live', version: 1, placed_at: '2026-11-24T01:00:00Z', changed_at: '2026-11-24T01:00:00Z', reasons: [] }, receipt: { bid_id: 'b1', version: 1, step: 'placed', placed_at: '2026-11-24T01:00:00Z', digest: 'd1', salt: 's1', message: '{}', key_id: 'k1', signature: 'x1' } });
    await user.click(screen.getByRole('button', { name: '密封提交' }));
    expect(await screen.findByText('已密封提交')).toBeDefined();
    expect(screen.getByText('d1')).toBeDefined();
    expect(onPlaced).toHaveBeenCalledOnce();
    expect(readDraft('u1', 'bid.r1')).toBeUndefined();
    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).toBe(sent[1]?.key);
    expect(sent[1]?.body).toEqual({ kind: 'bundle', lots: ['a', 'b'], value: 860 });
  });

  it('says at its field why it was refused, and another value is another bid', async () => {
    const user = userEvent.setup();
    show([lot('a', 50)]);
    await user.type(screen.getByLabelText('承诺额（万元）'), '9');
    answer = () => json(422, { type: 'about:blank', title: '有内容需要更正', status: 422, code: 'invalid', errors: [{ pointer: '/value', code: 'below_reserve', message: '低于底价' }] });
    await user.click(screen.getByRole('button', { name: '密封提交' }));
    expect(await screen.findByText('低于底价')).toBeDefined();
    expect(screen.getByLabelText('承诺额（万元）').getAttribute('aria-invalid')).toBe('true');
    await user.type(screen.getByLabelText('承诺额（万元）'), '0');
    await user.click(screen.getByRole('button', { name: '密封提交' }));
    await screen.findByText('低于底价');
    expect(sent).toHaveLength(2);
    expect(sent[0]?.key).not.toBe(sent[1]?.key);
  });

  it('asks for a value before anything is sent', async () => {
    const user = userEvent.setup();
    show([lot('a', 0)]);
    await user.click(screen.getByRole('button', { name: '密封提交' }));
    expect(screen.getByText('请填写整数')).toBeDefined();
    expect(sent).toHaveLength(0);
  });
});
