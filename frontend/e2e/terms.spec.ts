import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

describe('a term', () => {
  it('that ends or has ended is seen by head office', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '聘期', exact: true }).first().click();
    await page.getByText('各支行聘期').waitFor();
    await page.getByRole('row', { name: /冯晓.*已期满/ }).waitFor();
    await page.getByRole('row', { name: /吴悦.*即将期满.*合格.*审批中/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'terms');
    await page.goto('/terms?standing=lapsed');
    await page.getByRole('row', { name: /冯晓/ }).waitFor();
    expect(await page.getByRole('row', { name: /吴悦/ }).count()).toBe(0);
    await page.getByRole('tab', { name: '本行聘期' }).click();
    await page.getByText('2028—2030 年聘期').waitFor();
    await page.getByRole('button', { name: '设定聘期' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('聘期', { exact: true }).fill('2031—2033 年聘期');
    for (const [label, day] of [['起始日', '2031-01-01'], ['最后一日', '2033-12-31']] as const) {
      await dialog.getByLabel(label).fill(day);
      await dialog.getByLabel(label).press('Enter');
    }
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByRole('row', { name: /2031—2033 年聘期.*2033-12-31.*未开始/ }).waitFor();
    await picture(page, 'terms-bank');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is assessed by the branch’s group, which proposes its renewal', async () => {
    const { page, context, problems } = await signedIn(stage, 'sun.ping');
    await page.goto('/terms?standing=ending');
    await page.getByRole('row', { name: /郑和.*不合格/ }).click();
    await page.getByRole('button', { name: '登记考核结果' }).click();
    const dialog = page.getByRole('dialog');
    const yesterday = new Date(Date.now() - 24 * 3_600_000).toISOString().slice(0, 10);
    await dialog.getByLabel('期间止').fill(yesterday);
    await dialog.getByLabel('期间止').press('Enter');
    await dialog.getByLabel('依据').fill('复核后更正：走访按补登记录计算达标');
    await picture(page, 'terms-result');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '登记考核结果' }).click();
    await page.getByText('郑和 考核合格，可以提出续聘').waitFor();
    await page.getByRole('button', { name: '提出续聘' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('更正后考核合格');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '提出续聘' }).click();
    await page.getByText('续聘申请已提交').waitFor();
    await page.getByRole('link', { name: '审批中' }).waitFor();
    await picture(page, 'terms-manager');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is renewed by the president to the end of the bank’s term', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.goto('/approvals');
    await page.getByRole('link', { name: /续聘.*更正后考核合格/ }).click();
    await page.getByText('复核后更正').waitFor();
    await picture(page, 'terms-approval');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('您的理由').fill('同意');
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByText('已同意，申请已执行').waitFor();
    await page.goto('/managers?q=郑和');
    await page.getByRole('row', { name: /郑和/ }).click();
    await page.getByText('续聘记录').waitFor();
    await page.getByText('聘期中').waitFor();
    await picture(page, 'terms-renewed');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('that has ended marks its clients', async () => {
    const { page, context, problems } = await signedIn(stage, 'wu.guan');
    await page.getByRole('link', { name: /聘期已满者名下客户/ }).waitFor();
    await page.getByText('1 名客户经理', { exact: true }).waitFor();
    await picture(page, 'terms-home');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: /聘期已满者名下客户/ }).click();
    await page.waitForURL(/\/clients\?.*lapsed=/);
    await page.getByText('管户人聘期已满').first().waitFor();
    await picture(page, 'terms-clients');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is the manager’s own to see on the phone', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'wu.yue');
    await page.getByRole('link', { name: /您的聘期至/ }).click();
    await page.getByText('还有 40 天').waitFor();
    await page.getByText('续聘申请正在审批').waitFor();
    await picture(page, 'terms-phone');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
    const lapsed = await onPhoneAs(stage, 'feng.xiao');
    await lapsed.page.getByRole('link', { name: /您的聘期已于/ }).click();
    await lapsed.page.getByText('续聘之前不能投标').waitFor();
    await picture(lapsed.page, 'terms-phone-lapsed');
    expect(await barriers(lapsed.page)).toEqual([]);
    expect(lapsed.problems).toEqual([]);
    await lapsed.context.close();
  });
});
