import { mkdir } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { serverLogs } from './server';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Debian's Chromium, or the one that CHROMIUM names. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ARGS });
}

/** Where journeys are played: a server, and a browser to see it with. */
export interface Place {
  url: string;
  browser: Browser;
}

export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Errors that the page threw or that its security policy stopped; a test ends with an empty list. */
  problems: string[];
}

/** What a failure is explained by: the page as it stood, what it asked last, and what the server wrote. */
function explainFailure(page: Page): void {
  const asked: string[] = [];
  page.on('response', (response) => asked.push(`${response.status().toString()} ${response.request().method()} ${new URL(response.url()).pathname}`));
  page.on('requestfailed', (request) => asked.push(`failed ${request.method()} ${new URL(request.url()).pathname}: ${request.failure()?.errorText ?? ''}`));
  onTestFailed(async ({ task }) => {
    if (page.isClosed()) return;
    const name = `failed-${task.name.replaceAll(/\W+/g, '-')}-${Date.now().toString(36)}`;
    await picture(page, name);
    const calls = asked.filter((line) => line.includes('/api/')).slice(-20);
    const told = [`${task.name}: ${page.url()} stands in test-results/${name}.png`, ...calls, ...serverLogs()];
    process.stderr.write(`${told.join('\n')}\n`);
  });
}

async function visit({ browser, url }: Place, options: Parameters<Browser['newContext']>[0]): Promise<Visit> {
  // With motion, a press while a dialog still opens goes down on its button and comes up beside it, and is none.
  const context = await browser.newContext({ baseURL: url, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  explainFailure(page);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Warning: \[antd/.test(message.text())) problems.push(message.text());
  });
  return { page, context, problems };
}

/** A person at a desk, 1440 × 900. */
export function atDesk(place: Place): Promise<Visit> {
  return visit(place, { viewport: DESK });
}

/** A person with a phone, 390 × 844. */
export function onPhone(place: Place): Promise<Visit> {
  return visit(place, { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 });
}

/** Keeps a picture in test-results. */
export async function picture(page: Page, name: string): Promise<void> {
  await mkdir('test-results', { recursive: true });
  await page.screenshot({ path: `test-results/${name}.png` });
}

/** What WCAG 2.2 A and AA find wrong on the page, one line each, at most five of a rule. */
export async function barriers(page: Page): Promise<string[]> {
  // What fades has no colour of its own yet; what turns for ever is left alone.
  // What lies half under the bar at the top, or at a phone's foot, is a matter of scrolling: a phone's page is shown whole.
  const size = page.viewportSize();
  const phone = size !== null && size.width === PHONE.width;
  if (phone) await page.setViewportSize({ width: size.width, height: Math.max(size.height, await page.evaluate(() => document.documentElement.scrollHeight)) });
  await page.mouse.move(0, 0);
  await page.evaluate(() => { window.scrollTo(0, 0); });
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
        .map((animation) => animation.finished),
    ),
  );
  // The table library measures its columns in a row of no height that repeats the head's checkbox.
  // Nothing here is framed, so that the judge need not open a page of its own to put frames together.
  const judge = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).exclude('.ant-table-measure-row');
  const results = await judge.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  if (phone) await page.setViewportSize(size);
  return results.violations.flatMap((violation) => violation.nodes.slice(0, 5).map((node) => `${violation.id}: ${node.html.slice(0, 160)} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`));
}

/** Parts of the page that a thumb misses: links, buttons and fields lower than 44 px. */
export async function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [role=button], [role=tab]')]
      // What a label holds is pressed through the label.
      .map((element) => (element.matches('input[type=checkbox], input[type=radio]') ? (element.closest('label') ?? element) : element))
      .filter((element) => element.offsetParent !== null && element.getBoundingClientRect().height < 44)
      .map((element) => `${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}": ${element.getBoundingClientRect().height.toFixed(0)} px`),
  );
}

/** The password of every login of the demo bank. */
export const DEMO_PASSWORD = 'demo-kejing-2026';

/** Opens an app with the session of a person of the demo bank; the sign-in page has a journey of its own. */
async function enter({ page, context }: Visit, username: string, app: string): Promise<void> {
  const answer = await context.request.post('/api/v1/sessions', { data: { username, password: DEMO_PASSWORD } });
  if (!answer.ok()) throw new Error(`${username} was not let in: ${answer.status().toString()} ${await answer.text()}`);
  // The cookie came past the page, which asks for a session only where it knows of one.
  await context.addInitScript(() => {
    localStorage.setItem('kejing.session', 'yes');
  });
  await page.goto(app);
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** A person of the demo bank, signed in at a desk. */
export async function signedIn(place: Place, username: string): Promise<Visit> {
  const visited = await atDesk(place);
  await enter(visited, username, '/');
  return visited;
}

/** A person of the demo bank, signed in on a phone. */
export async function onPhoneAs(place: Place, username: string): Promise<Visit> {
  const visited = await onPhone(place);
  await enter(visited, username, '/m/');
  return visited;
}

/** Signs in on the desk's page. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

/** Types into a field of the dialog that searches, and takes what it then offers. */
export async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label, { exact: true }).fill(text);
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: text }).first().click();
}
