import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

async function score(page: Page, part: string, points: string): Promise<void> {
  await page.getByRole('button', { name: '登记得分', exact: true }).click();
  const dialog = page.getByRole('dialog');
  // The next part that nobody has entered stands there already.
  await dialog.getByTitle(part, { exact: true }).waitFor();
  await dialog.getByLabel('得分', { exact: true }).fill(points);
  await dialog.getByLabel('依据').fill('三名考官评分表');
  await dialog.getByRole('button', { name: '登记得分' }).click();
  await page.getByText(`已登记“${part}”得分`).waitFor();
  await dialog.waitFor({ state: 'hidden' });
}

describe('a grade', () => {
  it('is registered for on a phone', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhang.san');
    await page.getByRole('link', { name: '我的', exact: true }).click();
    await page.getByRole('link', { name: /我的等级/ }).click();
    await page.getByText('没有证书').waitFor();
    await page.getByRole('button', { name: '高级' }).click();
    await page.getByLabel('报名理由').fill('证书到期前重新认证');
    await page.getByRole('button', { name: '报名认证' }).last().click();
    await page.getByText('等待资格审查').first().waitFor();
    await picture(page, 'grades-phone');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
    const lapsing = await onPhoneAs(stage, 'qian.duo');
    await lapsing.page.goto('/m/grade');
    await lapsing.page.getByText('即将到期：请及时重新认证').waitFor();
    await picture(lapsing.page, 'grades-phone-lapsing');
    expect(await barriers(lapsing.page)).toEqual([]);
    expect(lapsing.problems).toEqual([]);
    await lapsing.context.close();
  });

  it('is reviewed, examined and proposed by the branch’s group', async () => {
    const { page, context, problems } = await signedIn(stage, 'sun.ping');
    await page.getByRole('link', { name: '等级认证', exact: true }).first().click();
    await page.getByRole('row', { name: /吴悦.*三级.*待资格审查/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'grades-files');
    await page.getByRole('row', { name: /吴悦/ }).click();
    await page.getByRole('button', { name: '登记资格审查结果' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('资格条件齐备');
    await dialog.getByLabel('依据').fill('学历证书、履历表、合规部查询单');
    expect(await barriers(page)).toEqual([]);
    // A line of the checklist that is not met cannot be reviewed away.
    await dialog.getByRole('button', { name: '登记资格审查结果' }).click();
    await dialog.getByText('资格条件“信贷资格考试”不符合').waitFor();
    await picture(page, 'grades-review');
    await dialog.getByText('不通过', { exact: true }).click();
    await dialog.getByRole('button', { name: '登记资格审查结果' }).click();
    await page.getByText('吴悦 未通过资格审查').waitFor();
    await picture(page, 'grades-unqualified');

    await page.goto('/certification');
    await page.getByRole('row', { name: /周舟.*二级.*考评中/ }).click();
    await page.getByRole('row', { name: /书面考试.*达标/ }).waitFor();
    await score(page, '口试答辩', '82.5');
    await score(page, '案例设计', '80');
    await score(page, '实战演练', '84');
    await picture(page, 'grades-evaluation');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '提交认定' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('考评达到二级标准');
    await page.getByRole('dialog').getByRole('button', { name: '提交认定' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('待认定').first().waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is decided by the branch, which files it', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.goto('/approvals');
    await page.getByRole('link', { name: /等级认定.*考评达到二级标准/ }).click();
    await page.getByRole('link', { name: '查看认证档案' }).waitFor();
    await picture(page, 'grades-approval');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('您的理由').fill('同意认定');
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByText('已同意，申请已执行').waitFor();
    await page.goto('/managers?q=周舟');
    await page.getByRole('row', { name: /周舟.*二级/ }).click();
    await page.getByText('三级 → 二级').waitFor();
    await picture(page, 'grades-manager');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is overturned by head office with a reason', async () => {
    const { page, context, problems } = await signedIn(stage, 'chen.yewu');
    await page.goto('/certification?tab=certificates&unreviewed=yes');
    const row = page.getByRole('row', { name: /周舟/ });
    await row.waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'grades-certificates');
    await row.getByRole('link', { name: '周舟' }).click();
    await page.getByRole('button', { name: '总行复核' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('撤销认定').click();
    await dialog.getByLabel('撤销自').waitFor();
    await dialog.getByLabel('理由').fill('口试评分依据不足');
    await picture(page, 'grades-overturn');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '总行复核' }).click();
    await page.getByText('已撤销对 周舟 的认定').waitFor();
    await page.getByText('撤销自').first().waitFor();
    await picture(page, 'grades-overturned');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: '周舟', exact: true }).and(page.locator('[href^="/managers/"]')).click();
    await page.getByText('二级 → 三级').waitFor();
    await page.getByRole('cell', { name: '口试评分依据不足' }).first().waitFor();
    await picture(page, 'grades-history');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();

    const phone = await onPhoneAs(stage, 'zhou.zhou');
    await phone.page.goto('/m/grade');
    await phone.page.getByText('二级 → 三级').waitFor();
    await phone.page.getByText('口试评分依据不足').first().waitFor();
    expect(await phone.page.getByText('已认定', { exact: true }).count()).toBe(0);
    await picture(phone.page, 'grades-phone-overturned');
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.problems).toEqual([]);
    await phone.context.close();
  });
});
