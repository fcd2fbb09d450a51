import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, launch, picture, signedIn } from './support/browser';
import { startServer, type RunningServer } from './support/server';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ fill: 'demo' });
  browser = await launch();
}, 240_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** The table has its rows: not the ones of the filter before. */
async function settled(page: Page): Promise<void> {
  await page.locator('.ant-spin-spinning').waitFor({ state: 'detached' });
}

describe('the bank at a glance', () => {
  it('shows a president what waits, coverage and workload, and leads from a figure to its list', async () => {
    const { page, context, problems } = await signedIn(browser, server.url, 'wang.fang');
    await page.getByText('待我审批').first().waitFor();
    await page.getByText('覆盖率').first().waitFor();
    await page.locator('.kj-chart svg text').first().waitFor();
    await picture(page, 'home');
    expect(await barriers(page)).toEqual([]);
    for (const path of ['/managers', '/workload', '/coverage', '/adjustments']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      expect(await barriers(page), path).toEqual([]);
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('finding a client', () => {
  it('from anywhere by the keyboard', async () => {
    const { page, context } = await signedIn(browser, server.url, 'wang.fang');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索' }).fill('zs');
    await page.getByRole('option', { name: /张三/ }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await context.close();
  });
});
