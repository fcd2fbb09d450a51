import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, choose, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

/** Opens a list of the dialog and takes an entry. */
async function pick(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(label).click();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: text }).first().click();
}

describe('a dispatch', () => {
  it('is proposed by business development and confirmed by HR, and stands with the manager', async () => {
    const { page, context, problems } = await signedIn(stage, 'chen.yewu');
    await page.getByRole('link', { name: '派遣', exact: true }).first().click();
    await page.getByRole('row', { name: /张三.*滨江支行/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'dispatch-list');
    await page.getByRole('button', { name: '提出派遣' }).click();
    await choose(page, '客户经理', 'M0201');
    await pick(page, '派往支行', '桥头支行');
    await pick(page, '事由', '危机处理');
    await page.getByRole('dialog').getByLabel('任务').fill('协助处置一户大额逾期');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'dispatch-propose');
    await page.getByRole('dialog').getByRole('button', { name: '提出派遣' }).click();
    await page.getByText('派遣已提出').waitFor();
    await page.getByRole('row', { name: /桥头支行.*危机处理/ }).getByText('待审批').waitFor();

    const hr = await signedIn(stage, 'ren.li');
    await hr.page.getByRole('link', { name: /项待我审批/ }).click();
    await hr.page.getByText('派遣客户经理').first().click();
    await hr.page.getByText('协助处置一户大额逾期').first().waitFor();
    expect(await barriers(hr.page)).toEqual([]);
    await picture(hr.page, 'dispatch-approval');
    await hr.page.getByLabel('您的理由').fill('同意派遣');
    await hr.page.getByRole('button', { name: '同意', exact: true }).click();
    await hr.page.getByText('已同意，申请已执行').waitFor();
    await hr.context.close();

    await page.reload();
    const row = page.getByRole('row', { name: /桥头支行.*危机处理/ });
    await row.getByText('已同意').waitFor();
    await row.getByRole('link').first().click();
    await page.getByRole('heading', { name: '高级客户经理派遣' }).waitFor();
    await page.getByText('协助处置一户大额逾期').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'dispatch-manager');
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('credit under a virtual manager', () => {
  it('is managed by a named manager of class A', async () => {
    const { page, context, problems } = await signedIn(stage, 'wu.guan');
    await page.goto('/managers?class=virtual');
    await page.getByRole('row', { name: /公共客户/ }).first().click();
    await page.getByRole('heading', { name: '名下授信的负责人' }).waitFor();
    await page.getByRole('row', { name: /待办理/ }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'virtual-credits');
    const before = await page.getByRole('button', { name: '指定', exact: true }).count();
    await page.getByRole('button', { name: '指定', exact: true }).first().click();
    await choose(page, '负责人', '赵敏');
    await page.getByRole('dialog').getByLabel('理由').fill('熟悉该户');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'virtual-credit-name');
    await page.getByRole('dialog').getByRole('button', { name: '指定' }).click();
    await page.getByText('已指定负责人').waitFor();
    await page.getByRole('cell', { name: '赵敏' }).first().waitFor();
    expect(await page.getByRole('button', { name: '指定', exact: true }).count()).toBe(before - 1);
    expect(problems).toEqual([]);
    await context.close();
  });
});
