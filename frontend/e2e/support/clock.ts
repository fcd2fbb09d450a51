import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The time that a server reads from a file: it goes on by itself, and a test moves it ahead. */
export class ServerClock {
  readonly file = join(tmpdir(), `kejing-clock-${process.pid.toString()}-${Date.now().toString(36)}`);
  /** How far it is ahead of the machine's time, in milliseconds. */
  ahead = 0;
  private readonly ticking: NodeJS.Timeout;

  constructor() {
    this.tick();
    this.ticking = setInterval(() => {
      this.tick();
    }, 200);
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  /** Moves it on. */
  wait(milliseconds: number): void {
    this.ahead += milliseconds;
    this.tick();
  }

  /** The clock file moves what the server decides by; the `Date` of its answers, from which a page counts down, follows here. */
  async follow(page: Page): Promise<void> {
    await page.addInitScript((milliseconds) => {
      const plain = window.fetch.bind(window);
      window.fetch = async (input, init) => {
        const answer = await plain(input, init);
        const headers = new Headers(answer.headers);
        const date = headers.get('date');
        if (date !== null) headers.set('date', new Date(Date.parse(date) + milliseconds).toUTCString());
        Object.defineProperty(answer, 'headers', { value: headers });
        return answer;
      };
    }, this.ahead);
  }

  stop(): void {
    clearInterval(this.ticking);
    rmSync(this.file, { force: true });
  }

  /** Writes the time in one step, so that the server never reads half of it. */
  private tick(): void {
    writeFileSync(`${this.file}.next`, new Date(this.now()).toISOString());
    renameSync(`${this.file}.next`, this.file);
  }
}

/** A moment as the bank's wall clock, as a date field takes it. */
export const wall = (moment: number): string => new Date(moment + 8 * HOUR).toISOString().slice(0, 16).replace('T', ' ');

/** Types a moment into a date field. */
export async function fillMoment(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Enter');
}
