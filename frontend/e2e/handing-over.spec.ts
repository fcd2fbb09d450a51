import { describe, expect, it } from 'vitest';
import { barriers, choose, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

describe('what a leaver sits on and has begun to mark', () => {
  it('is handed over seat by seat', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/leavings');
    await page.getByRole('row', { name: /周福/ }).getByText('已完成 7/8 项').waitFor();
    await picture(page, 'handing-over-list');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('row', { name: /周福/ }).click();
    await page.getByRole('heading', { name: '周福的离岗移交' }).waitFor();
    await page.getByText('还有 2 个席位').waitFor();
    await picture(page, 'handing-over-seats');
    expect(await barriers(page)).toEqual([]);
    for (const title of ['开发区商圈兼职客户经理招聘', '城东支行A类客户经理公开招聘']) {
      await page.getByRole('listitem').filter({ hasText: title }).getByRole('button', { name: '移交席位' }).click();
      await page.getByRole('dialog').getByText(`移交“${title}”的席位`).waitFor();
      await choose(page, '接任人', '陶然');
      await page.getByRole('dialog').getByLabel('理由').fill('离岗移交，由陶然接任评委');
      await picture(page, 'handing-over-seat');
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: '移交席位' }).click();
      await page.getByText('席位已移交').first().waitFor();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.getByText('已完成 8/8 项').waitFor();
    await page.getByText('任莉 移交一个评委席位').first().waitFor();
    await picture(page, 'handing-over-done');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is left to other markers', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/leavings');
    await page.getByRole('button', { name: '发起离岗移交' }).click();
    await choose(page, '离岗人', '陈业');
    await page.getByRole('dialog').getByText('本行', { exact: true }).click();
    const day = page.getByRole('dialog').getByLabel('离岗日');
    await day.fill(new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10));
    await day.press('Enter');
    await page.getByRole('dialog').getByLabel('理由').fill('劳动合同到期');
    await page.getByRole('dialog').getByRole('button', { name: '发起离岗移交' }).click();
    await page.getByRole('heading', { name: '陈业的离岗移交' }).waitFor();
    await page.getByText(/还有 1 场，由/).waitFor();
    await page.getByRole('button', { name: '交给其他评卷人' }).click();
    await page.getByRole('dialog').getByLabel('理由').fill('离岗移交');
    await picture(page, 'handing-over-marking');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '交给其他评卷人' }).click();
    await page.getByText('已交给其他评卷人').first().waitFor();
    await page.getByText('任莉 把一场考试的评阅交给其他人').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });
});
