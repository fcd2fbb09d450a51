import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atDesk, barriers, DEMO_PASSWORD, onPhone, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { MINUTE, ServerClock } from './support/clock';
import { setStage } from './support/stage';

const STEP_SECONDS = 30;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

/** What an authenticator shows at the server's time (RFC 6238). */
function codeOf(secret: string): string {
  const bits = secret.split('').map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(clock.now() / 1000 / STEP_SECONDS)));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 0x0f;
  return ((digest.readUInt32BE(at) & 0x7fff_ffff) % 1_000_000).toString().padStart(6, '0');
}

/** A code works once: the next one comes half a minute later. */
function nextCodeOf(secret: string): string {
  clock.wait(STEP_SECONDS * 1000);
  return codeOf(secret);
}

const codeField = (page: Page) => page.getByLabel('验证码', { exact: true });

async function typeLogin(page: Page, username: string): Promise<void> {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

describe('signing in to a demo bank on a phone', () => {
  it('leads where a link led to, and lets another person in after the first', async () => {
    const { page, context, problems } = await onPhone(stage);
    await page.goto('/m/messages');
    await page.waitForURL('**/m/login?next=*');
    expect(new URL(page.url()).searchParams.get('next')).toBe('/messages');
    await page.getByRole('button', { name: '客户经理' }).first().click();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    await page.waitForURL('**/m/messages');

    await page.goto('/m/me');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL('**/m/login*');
    await page.getByRole('button', { name: '客户经理' }).first().click();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('an authenticator', () => {
  let secret = '';

  it('is set up from the account page: password, picture and key, a first code', async () => {
    const { page, context, problems } = await signedIn(stage, 'chen.yewu');
    await page.getByRole('button', { name: '我的账号' }).click();
    await page.getByRole('link', { name: '账号与登录安全' }).click();
    await page.getByRole('heading', { name: '登录安全' }).waitFor();
    await picture(page, 'account');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: '设置身份验证器' }).click();
    await page.getByLabel('当前密码').fill('not-my-password');
    await page.getByRole('button', { name: '下一步' }).click();
    await page.locator('.ant-form-item-explain-error').waitFor();
    await page.getByLabel('当前密码').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '下一步' }).click();
    const shown = page.locator('.kj-totp-secret code');
    await shown.waitFor();
    secret = (await shown.textContent())?.replace(/[^A-Z2-7]/g, '') ?? '';
    expect(secret).toHaveLength(32);
    expect(await page.getByRole('link', { name: '在本机的验证器中打开' }).getAttribute('href')).toContain(`secret=${secret}`);
    await picture(page, 'account-totp');
    expect(await barriers(page)).toEqual([]);

    const right = codeOf(secret);
    await codeField(page).fill(right === '000000' ? '000001' : '000000');
    await page.getByText('验证码不对，或已经用过').waitFor();
    expect(await codeField(page).inputValue()).toBe('');
    await codeField(page).fill(codeOf(secret));
    await page.getByText('身份验证器已启用').waitFor();
    await page.getByText('登录时要输入验证码').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is asked for at the next sign-in, at the desk and on a phone', async () => {
    const { page, context, problems } = await atDesk(stage);
    await page.goto('/clauses');
    await typeLogin(page, 'chen.yewu');
    await codeField(page).waitFor();
    await picture(page, 'login-code');
    expect(await barriers(page)).toEqual([]);
    await codeField(page).fill('12 34');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('须为 6 位数字').waitFor();
    await codeField(page).fill(nextCodeOf(secret));
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/clauses');
    expect(problems).toEqual([]);
    await context.close();

    const phone = await onPhone(stage);
    await phone.page.goto('/m/login');
    await typeLogin(phone.page, 'chen.yewu');
    await codeField(phone.page).waitFor();
    await picture(phone.page, 'login-code-phone');
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    await codeField(phone.page).fill(nextCodeOf(secret));
    await phone.page.getByRole('navigation', { name: '主导航' }).waitFor();
    expect(phone.problems).toEqual([]);
    await phone.context.close();
  });

  it('is asked again before an export after a quarter of an hour; the export goes on by itself', async () => {
    const { page, context, problems } = await atDesk(stage);
    await page.goto('/clients');
    await typeLogin(page, 'chen.yewu');
    await codeField(page).fill(nextCodeOf(secret));
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    clock.wait(16 * MINUTE);
    // Fewer clients than an export may have: those of one branch.
    await page.getByRole('button', { name: /范围/ }).click();
    await page.getByRole('menuitem', { name: '城东支行' }).click();
    await page.waitForURL('**/clients?branch_id=*');
    await page.getByRole('button', { name: '导出' }).click();
    await page.getByRole('dialog').getByLabel('用途').fill('季度盘点');
    await page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
    const asked = page.getByRole('dialog').filter({ hasText: '请再验证一次' });
    await asked.waitFor();
    await picture(page, 'step-up');
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole('button', { name: '取消' }).click();
    await page.getByText('请先输入身份验证器的验证码').waitFor();
    expect(await page.getByRole('dialog').getByLabel('用途').inputValue()).toBe('季度盘点');

    await page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
    await asked.waitFor();
    await codeField(page).fill(codeOf(secret));
    await page.getByText('文件已生成').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is taken away by an administrator when it is lost', async () => {
    const { page, context } = await signedIn(stage, 'guan.li');
    await page.goto('/users');
    // The table grows by pages; the login stands somewhere in it.
    const row = page.getByRole('row', { name: /chen\.yewu/ });
    await page.getByText(/^已(全部)?显示/).waitFor();
    while ((await row.count()) === 0) {
      const more = page.getByRole('button', { name: '加载更多' });
      await more.click();
      await page.waitForFunction(() => document.querySelector('.kj-more .ant-btn-loading') === null);
    }
    await row.getByRole('button', { name: '重置验证器' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重置验证器' }).click();
    await page.getByText('的身份验证器，其登录已失效').waitFor();
    await context.close();

    const again = await signedIn(stage, 'chen.yewu');
    await again.page.goto('/account');
    await again.page.getByText('未设置').waitFor();
    await again.context.close();
  });
});

describe('an authenticator on a phone', () => {
  it('is set up with one thumb', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhang.san');
    await page.getByRole('link', { name: '我的', exact: true }).click();
    await page.getByRole('link', { name: /登录安全/ }).click();
    await page.getByRole('button', { name: '设置身份验证器' }).waitFor();
    await picture(page, 'safety-phone');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '设置身份验证器' }).click();
    await page.getByLabel('当前密码').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '下一步' }).click();
    const shown = page.locator('[data-secret]');
    await shown.waitFor();
    await picture(page, 'totp-phone');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await codeField(page).fill(codeOf((await shown.getAttribute('data-secret')) ?? ''));
    await page.getByRole('status').filter({ hasText: '身份验证器已启用' }).first().waitFor();
    await page.getByText('在用').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('a deputy', () => {
  it('is named by the president for some days, is told, and ends', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.getByRole('link', { name: '代理', exact: true }).click();
    await page.getByText('没有代理安排').waitFor();
    await page.getByRole('button', { name: '指定代理人' }).click();
    const dialog = page.getByRole('dialog');
    const pick = async (label: string, typed: string, name: string): Promise<void> => {
      await dialog.getByRole('combobox', { name: label }).fill(typed);
      await page.locator('.ant-select-dropdown:visible').getByText(name, { exact: true }).click();
    };
    await pick('外出的人', 'sunping', '孙萍');
    await dialog.getByRole('combobox', { name: '代理的岗位' }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('考评小组成员').click();
    await pick('代理人', 'zhoufu', '周福');
    await picture(page, 'deputy');
    await dialog.getByRole('button', { name: '指定代理人' }).click();
    await page.getByText('起由 周福 代理 孙萍').waitFor();
    await page.getByRole('cell', { name: '在用' }).waitFor();
    await picture(page, 'deputies');
    expect(await barriers(page)).toEqual([]);

    const away = await signedIn(stage, 'sun.ping');
    await away.page.goto('/account');
    await away.page.getByText('周福 代您审批（考评小组成员）').waitFor();
    await away.context.close();

    await page.getByRole('button', { name: '结束代理' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '结束代理' }).click();
    await page.getByRole('cell', { name: '已结束' }).waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
