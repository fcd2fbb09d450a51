import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { inject } from 'vitest';

export interface ServerOptions {
  /** Further arguments of `kejing serve`. */
  args?: string[];
  /** Keeps an existing data directory (a restart); by default a new one is made and removed. */
  data?: string;
  /** What the fresh database holds: nothing, the demo bank, or the first two invitations. */
  fill?: 'demo' | 'empty';
}

export interface RunningServer {
  url: string;
  data: string;
  /** What filling an empty bank printed. */
  filled: string;
  /** What the server has written so far. */
  log: () => string;
  stop: () => Promise<void>;
}

const READY_WITHIN_MS = 45_000;
const STOP_WITHIN_MS = 10_000;

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'));
        else resolve(address.port);
      });
    });
  });
}

async function ready(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${log()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s:\n${log()}`);
}

const running = new Set<RunningServer>();
const LOG_TAIL = 4_000;

/** The end of what each running server has written. */
export function serverLogs(): string[] {
  return [...running].map((server) => `${server.url} wrote:\n${server.log().slice(-LOG_TAIL)}`);
}

/** Starts `$KEJING_BIN serve` on a free port and waits until it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const binary = process.env.KEJING_BIN;
  if (binary === undefined) throw new Error('KEJING_BIN names no server: build it (cargo build) and set KEJING_BIN=target/debug/kejing');
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'kejing-e2e-')));
  let filled = '';
  if (options.fill === 'demo') {
    const demo = inject('demo');
    await Promise.all([cp(demo, data, { recursive: true }), cp(`${demo}-keys`, `${data}-keys`, { recursive: true })]);
  } else if (options.fill === 'empty') {
    filled = (await promisify(execFile)(binary, ['init', '--data', data, '--empty'])).stdout;
  }
  const port = await freePort();
  const child = spawn(binary, ['serve', '--empty', '--port', String(port), '--data', data, ...(options.args ?? [])], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.once('error', (error) => {
      output += String(error);
      resolve();
    });
  });
  const stop = async (): Promise<void> => {
    running.delete(server);
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(timer);
    if (options.data === undefined) await Promise.all([data, `${data}-keys`].map((folder) => rm(folder, { recursive: true, force: true })));
  };
  const url = `http://127.0.0.1:${port}`;
  const server: RunningServer = { url, data, filled, log: () => output, stop };
  running.add(server);
  try {
    await ready(url, child, () => output);
  } catch (error) {
    await stop();
    throw error;
  }
  return server;
}
