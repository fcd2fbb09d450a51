import { describe, expect, it } from 'vitest';
import { errorView } from './error-policy';
import { fieldErrors, pointerPath } from './field-errors';
import { networkError, problemErrorOf, ProblemError, problemOf } from './problem';

const body = {
  type: 'urn:kejing:problem:share_sum',
  title: '比例之和不是 100%',
  status: 422,
  code: 'share_sum',
  clause: 'D9.2',
  errors: [
    { pointer: '/shares/0/basis_points', code: 'out_of_range', message: '应在 1 到 10000 之间' },
    { pointer: '/shares/0/basis_points', code: 'share_sum', message: '合计应为 10000' },
  ],
  trace_id: 't1',
};

describe('problems', () => {
  it('keep code, clause and fields', () => {
    expect(problemOf(body, 422)).toMatchObject({ code: 'share_sum', clause: 'D9.2', trace_id: 't1', status: 422 });
  });

  it('become unexpected_response where the body is none', async () => {
    const error = await problemErrorOf(new Response('<html>', { status: 502 }));
    expect(error.problem).toMatchObject({ code: 'unexpected_response', status: 502 });
    expect(errorView(error).retryable).toBe(true);
  });

  it('carry the server\u2019s Retry-After', async () => {
    const error = await problemErrorOf(new Response(JSON.stringify({ code: 'busy' }), { status: 503, headers: { 'Retry-After': '3' } }));
    expect(error.retryAfter).toBe(3);
  });

  it('are worded by the server, and by us where no answer came', () => {
    expect(errorView(new ProblemError(problemOf(body, 422)))).toMatchObject({ title: body.title, clause: 'D9.2', retryable: false });
    expect(errorView(networkError())).toMatchObject({ titleKey: 'common:error.network', retryable: true });
  });
});

describe('field errors', () => {
  it('turn a JSON pointer into a form path', () => {
    expect(pointerPath('/lots/0/worth_fen')).toEqual(['lots', 0, 'worth_fen']);
    expect(pointerPath('/a~1b/m~0n/01')).toEqual(['a/b', 'm~n', '01']);
  });

  it('gather all messages of one field', () => {
    expect(fieldErrors(new ProblemError(problemOf(body, 422)))).toEqual([{ name: ['shares', 0, 'basis_points'], errors: ['应在 1 到 10000 之间', '合计应为 10000'] }]);
  });
});
