import { describe, expect, it } from 'vitest';
import { atDesk, barriers, onPhone, picture, smallTargets } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({});

describe('signing in at the desk', () => {
  it('asks for a name and a password, in Chinese, and refuses a wrong one in place', async () => {
    const { page, context, problems } = await atDesk(stage);
    await page.goto('/');
    await page.waitForURL('**/login');
    await page.getByRole('heading', { name: '登录' }).waitFor();
    await picture(page, 'login-desk');
    expect(await barriers(page)).toEqual([]);

    await page.getByLabel('用户名').fill('nobody');
    await page.getByLabel('密码', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await page.getByLabel('用户名').inputValue()).toBe('nobody');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('speaks English when asked to, and remembers it', async () => {
    const { page, context } = await atDesk(stage);
    await page.goto('/login');
    await page.getByRole('button', { name: '语言' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await context.close();
  });

  it('keeps the place a link led to', async () => {
    const { page, context } = await atDesk(stage);
    await page.goto('/clauses?q=D9');
    await page.waitForURL('**/login?next=*');
    expect(new URL(page.url()).searchParams.get('next')).toBe('/clauses?q=D9');
    await context.close();
  });
});

describe('signing in on a phone', () => {
  it('fits one hand: nothing wider than the screen, every target at least 44 px', async () => {
    const { page, context, problems } = await onPhone(stage);
    await page.goto('/m/');
    await page.waitForURL('**/m/login');
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await picture(page, 'login-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('opens without a network once it has been there', async () => {
    const { page, context } = await onPhone(stage);
    await page.goto('/m/');
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await page.waitForFunction(async () => (await caches.keys()).length > 0);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: '登录', exact: true }).waitFor();
    await context.close();
  });
});
