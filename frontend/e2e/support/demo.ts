import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The demo bank's data directory, of which each server that asks for the demo gets a copy. */
    demo: string;
  }
}

/** Fills a demo bank with a month of balance changes, once for all journeys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const binary = process.env.KEJING_BIN;
  if (binary === undefined) throw new Error('KEJING_BIN names no server: build it (cargo build) and set KEJING_BIN=target/debug/kejing');
  const place = await mkdtemp(join(tmpdir(), 'kejing-demo-'));
  const demo = join(place, 'bank');
  await promisify(execFile)(binary, ['init', '--months', '1', '--data', demo]);
  project.provide('demo', demo);
  return () => rm(place, { recursive: true, force: true });
}
