import { describe, expect, it } from 'vitest';
import { atDesk, barriers, picture, signIn } from './support/browser';
import { setStage } from './support/stage';

const PASSWORD = 'a-quiet-river-2026';

const stage = setStage({ fill: 'empty' });

describe('a real bank begins', () => {
  it('with a one-time link that sets the first administrator\u2019s password, and works once', async () => {
    const link = /first admin: (\S+)/.exec(stage.server.filled)?.[1] ?? '';
    expect(link).toMatch(/^\/invite#.+/);
    const { page, context, problems } = await atDesk(stage);
    await page.goto(link);
    await page.getByRole('heading', { name: '设置密码' }).waitFor();
    await picture(page, 'invite');
    expect(await barriers(page)).toEqual([]);
    expect(page.url()).not.toContain('#');

    await page.getByLabel('新密码', { exact: true }).fill('short');
    await page.getByLabel('再输一次新密码').fill('other');
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.getByText('须为 12 至 128 个字符').waitFor();
    await page.getByText('两次输入不一致').waitFor();

    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再输一次新密码').fill(PASSWORD);
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.getByText('密码已设好').waitFor();
    await page.getByRole('button', { name: '去登录' }).click();
    await signIn(page, 'admin', PASSWORD);

    await page.goto('/users');
    await page.getByRole('cell', { name: 'admin', exact: true }).first().waitFor();
    expect(await barriers(page)).toEqual([]);

    await page.goto('about:blank');
    await page.goto(link);
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
    await page.getByLabel('再输一次新密码').fill(PASSWORD);
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.getByText('邀请链接无效、已用或已过期').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
