import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, type Place } from './browser';
import type { ServerClock } from './clock';
import { startServer, type RunningServer, type ServerOptions } from './server';

export interface Stage extends Place {
  server: RunningServer;
}

/** A server and a browser for the journeys of a file: there before the first, gone after the last. */
export function setStage({ clock, ...options }: Pick<ServerOptions, 'fill'> & { clock?: ServerClock }): Stage {
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  const ready = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the stage is not set yet');
    return part;
  };
  beforeAll(async () => {
    server = await startServer({ ...options, ...(clock !== undefined && { args: ['--clock-file', clock.file] }) });
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    clock?.stop();
  });
  return {
    get server() {
      return ready(server);
    },
    get url() {
      return ready(server).url;
    },
    get browser() {
      return ready(browser);
    },
  };
}
