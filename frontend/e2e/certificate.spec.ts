import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriers, launch, picture, signedIn } from './support/browser';
import { startServer, type RunningServer } from './support/server';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer({ fill: 'demo' });
  browser = await launch();
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe('a certificate and what it rests on', () => {
  it('names the lines that stand in the way of a decision', async () => {
    const { page, context, problems } = await signedIn(browser, server.url, 'ren.li');
    await page.goto('/certification');
    await page.getByRole('row', { name: /吴悦/ }).first().click();
    await page.getByText('下列资格条件未通过，补齐前不能提请或作出认定：').waitFor();
    await picture(page, 'certificate-hindered');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('limits bidding and deciding as the policy says', async () => {
    const { page, context, problems } = await signedIn(browser, server.url, 'chen.yewu');
    await page.goto('/policy');
    await page.getByText('证书过期限制竞价').first().waitFor();
    await page.getByText('未填报的入门条件阻止认定').first().waitFor();
    await page.getByRole('button', { name: '以此为底稿修改' }).click();
    await page.getByRole('heading', { name: '提出政策新版本' }).waitFor();
    const lapsed = page.getByRole('switch', { name: '证书过期限制竞价' });
    await lapsed.scrollIntoViewIfNeeded();
    await picture(page, 'certificate-policy');
    await lapsed.click();
    await page.getByRole('row', { name: /证书过期限制竞价/ }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
