import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

/** The table has its rows: not the ones of the filter before. */
async function settled(page: Page): Promise<void> {
  await page.locator('.ant-spin-spinning').waitFor({ state: 'detached' });
}

describe('the bank at a glance', () => {
  it('shows a president what waits, coverage and workload, and leads from a figure to its list', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
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
    const { page, context } = await signedIn(stage, 'wang.fang');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索' }).fill('zs');
    await page.getByRole('option', { name: /张三/ }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await context.close();
  });
});

describe('finding a client', () => {
  it('by initials, then who looks after it, its accounts, and an export with a reason', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.goto('/clients');
    const first = page.locator('.kj-row').first();
    await first.waitFor();
    await settled(page);
    const name = (await first.locator('.kj-name').textContent()) ?? '';
    const search = page.getByRole('searchbox', { name: '汉字、拼音、首字母或客户号' });
    await search.fill(name.slice(0, 2));
    await page.waitForURL(/q=/);
    await settled(page);
    await page.getByText(name, { exact: true }).first().waitFor();
    await picture(page, 'clients');
    expect(await barriers(page)).toEqual([]);

    await page.getByRole('button', { name: '导出' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
    await page.getByText('请写明理由').waitFor();
    await page.getByLabel('用途').fill('季度走访名单');
    await page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click();

    await page.locator('.kj-row .kj-name').first().click();
    await page.getByRole('tab', { name: '谁负责' }).waitFor();
    await page.getByText('由谁负责').waitFor();
    await picture(page, 'client');
    expect(await barriers(page)).toEqual([]);
    for (const tab of ['账户与余额', '评级与标识', '联系方式', '时间线']) {
      await page.getByRole('tab', { name: tab }).click();
      await settled(page);
      expect(await barriers(page), tab).toEqual([]);
    }
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('a change of manager', () => {
  it('is applied for by the manager and agreed by the branch group and the committee', async () => {
    const rm = await signedIn(stage, 'zhang.san');
    await rm.page.goto('/clients');
    const free = rm.page.locator('.kj-row').filter({ hasNot: rm.page.locator('.anticon-lock') }).first();
    await free.click();
    await rm.page.getByRole('button', { name: '申请管户调整' }).click();
    await rm.page.getByRole('combobox', { name: '客户经理' }).click();
    await rm.page.getByRole('combobox', { name: '客户经理' }).fill('lq');
    await rm.page.getByTitle('李秋').click();
    const day = rm.page.getByLabel('生效日');
    await day.fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
    await day.press('Enter');
    await rm.page.getByLabel('理由').fill('客户迁至李秋负责的片区');
    await rm.page.getByRole('button', { name: '提交支行考评小组' }).click();
    await rm.page.getByText('申请已提交支行考评小组').waitFor();
    expect(rm.problems).toEqual([]);
    await rm.context.close();

    for (const [username, said] of [
      ['sun.ping', '已同意，已转交总行考评委员会'],
      ['lin.wei', '已同意，申请已执行'],
    ] as const) {
      const decider = await signedIn(stage, username);
      await decider.page.goto('/approvals');
      await decider.page.getByText('客户迁至李秋负责的片区').first().click();
      await decider.page.getByRole('link', { name: '李秋', exact: true }).waitFor();
      expect(await barriers(decider.page)).toEqual([]);
      await decider.page.getByLabel('您的理由').fill('同意');
      await decider.page.getByRole('button', { name: '同意', exact: true }).click();
      await decider.page.getByText(said).waitFor();
      await decider.context.close();
    }
  });
});
