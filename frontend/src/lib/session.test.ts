import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizedFetch } from './http';
import { accessToken, renewSession, resetSession, sessionState, signIn, signOut, someoneSignedIn, startSession, subscribePerson } from './session';

const me = { user_id: 'u1', name: '陈静', positions: [], permissions: [], server_time: '2026-11-23T00:00:00Z', bank_name: '行', demo: false };

interface Sent {
  path: string;
  method: string;
  authorization: string | null;
  body: string;
}

/** A server in a function: tokens it issued are valid until revoked; the refresh cookie is a flag. */
class Server {
  sent: Sent[] = [];
  valid = new Set<string>();
  cookie = true;
  lifetime = 900_000;
  private issued = 0;

  private session(status: number): Response {
    this.issued += 1;
    const value = `token-${this.issued}`;
    this.valid.add(value);
    this.cookie = true;
    return Response.json({ access_token: value, expires_at: new Date(Date.now() + this.lifetime).toISOString(), me }, { status });
  }

  async answer(input: Request | string | URL, init?: RequestInit): Promise<Response> {
    const request = input instanceof Request ? input : new Request(new URL(input, 'http://localhost'), init);
    const path = new URL(request.url).pathname;
    this.sent.push({ path, method: request.method, authorization: request.headers.get('Authorization'), body: await request.text() });
    if (path === '/api/v1/sessions') return this.session(201);
    if (path === '/api/v1/sessions/refresh') return this.cookie ? this.session(200) : Response.json({ code: 'session_over' }, { status: 401 });
    if (path === '/api/v1/sessions/current') return new Response(null, { status: 204 });
    const bearer = request.headers.get('Authorization')?.slice('Bearer '.length) ?? '';
    return this.valid.has(bearer) ? Response.json({ ok: true }) : Response.json({ code: 'not_signed_in' }, { status: 401 });
  }

  count(path: string): number {
    return this.sent.filter((sent) => sent.path === path).length;
  }
}

let server: Server;

const request = (body?: string): Request => new Request('http://localhost/api/v1/things', body === undefined ? {} : { method: 'POST', body });

beforeEach(() => {
  server = new Server();
  resetSession();
  localStorage.setItem('kejing.session', 'yes');
  vi.stubGlobal('fetch', (input: Request | string | URL, init?: RequestInit) => server.answer(input, init));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a session', () => {
  it('is found again by its cookie at the start', async () => {
    await startSession();
    expect(sessionState()).toMatchObject({ status: 'signed_in', me: { name: '陈静' } });
  });

  it('is anonymous without a cookie', async () => {
    server.cookie = false;
    await startSession();
    expect(sessionState().status).toBe('anonymous');
  });

  it('is not asked for in a browser that was never signed in, nor after its end', async () => {
    localStorage.clear();
    await startSession();
    expect(sessionState().status).toBe('anonymous');
    expect(server.sent).toEqual([]);
    await signIn('chen', 'secret');
    resetSession();
    await startSession();
    expect(sessionState().status).toBe('signed_in');
    await signOut();
    resetSession();
    const asked = server.count('/api/v1/sessions/refresh');
    await startSession();
    expect(server.count('/api/v1/sessions/refresh')).toBe(asked);
  });

  it('is waited for until somebody has signed in', async () => {
    let entered = 0;
    const waits = someoneSignedIn().then(() => (entered += 1));
    server.cookie = false;
    await startSession();
    expect([sessionState().status, entered]).toEqual(['anonymous', 0]);
    await signIn('chen', 'secret');
    await waits;
    await someoneSignedIn();
    expect(entered).toBe(1);
  });

  it('is asked for where storage is switched off', async () => {
    vi.stubGlobal('localStorage', undefined);
    await startSession();
    expect(sessionState().status).toBe('signed_in');
  });

  it('is renewed once for many requests at the same time', async () => {
    await startSession();
    server.valid.clear();
    const answers = await Promise.all([authorizedFetch(request()), authorizedFetch(request()), authorizedFetch(request())]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(server.count('/api/v1/sessions/refresh')).toBe(2);
  });

  it('is renewed before its token runs out', async () => {
    server.lifetime = 10_000;
    await startSession();
    const before = server.count('/api/v1/sessions/refresh');
    await accessToken();
    expect(server.count('/api/v1/sessions/refresh')).toBe(before + 1);
  });

  it('sends the same body again after a renewal', async () => {
    await startSession();
    server.valid.clear();
    const answer = await authorizedFetch(request('{"worth":1}'));
    expect(answer.status).toBe(200);
    expect(server.sent.filter((sent) => sent.path === '/api/v1/things').map((sent) => sent.body)).toEqual(['{"worth":1}', '{"worth":1}']);
  });

  it('lets requests wait when it is over, and go on after the person has signed in again', async () => {
    await startSession();
    server.valid.clear();
    server.cookie = false;
    const waiting = authorizedFetch(request('{"typed":"much"}'));
    await vi.waitFor(() => {
      expect(sessionState().status).toBe('expired');
    });
    await signIn('chen', 'secret');
    expect((await waiting).status).toBe(200);
  });

  it('gives the refusal to waiting requests when the person leaves instead', async () => {
    await startSession();
    server.valid.clear();
    server.cookie = false;
    const waiting = authorizedFetch(request());
    await vi.waitFor(() => {
      expect(sessionState().status).toBe('expired');
    });
    await signOut();
    expect((await waiting).status).toBe(401);
    expect(sessionState().status).toBe('anonymous');
  });

  it('is not over because the server is away', async () => {
    await startSession();
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ code: 'unavailable' }, { status: 503 })));
    await expect(renewSession()).rejects.toMatchObject({ problem: { code: 'unavailable' } });
    expect(sessionState().status).toBe('signed_in');
  });

  it('throws network_unreachable where no answer comes', async () => {
    await startSession();
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await expect(authorizedFetch(request())).rejects.toMatchObject({ problem: { code: 'network_unreachable', status: 0 } });
  });
});

describe('starting without a network', () => {
  it('asks again when the network returns', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));
    await startSession();
    expect(sessionState().status).toBe('starting');
    vi.stubGlobal('fetch', (input: Request | string | URL, init?: RequestInit) => server.answer(input, init));
    window.dispatchEvent(new Event('online'));
    await vi.waitFor(() => {
      expect(sessionState().status).toBe('signed_in');
    });
  });
});

describe('another person', () => {
  it('is told apart from the same one who signs in again', async () => {
    await startSession();
    const changed = vi.fn();
    const stop = subscribePerson(changed);
    await renewSession();
    expect(changed).not.toHaveBeenCalled();
    await signOut();
    expect(changed).toHaveBeenCalledOnce();
    stop();
  });
});
