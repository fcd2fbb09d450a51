import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, smallTargets } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

describe('whoever is sent to another branch', () => {
  it('sees it on the phone: today, and among the own dispatches', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhang.san');
    const card = page.getByRole('link', { name: /派驻滨江支行/ });
    await card.waitFor();
    await picture(page, 'sent-today');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await card.click();
    await page.getByRole('heading', { name: '我的派遣' }).waitFor();
    await page.getByText('牵头滨江支行一户大型化工企业首次综合授信').waitFor();
    await page.getByText('大客户首次开发').waitFor();
    await picture(page, 'sent-mine');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.goto('/m/me');
    await page.getByRole('link', { name: /我的派遣/ }).click();
    await page.getByText('陈业 提出').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is nobody else', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhou.zhou');
    await page.getByRole('link', { name: /培训/ }).first().waitFor();
    expect(await page.getByText(/派驻|派往/).count()).toBe(0);
    await page.goto('/m/dispatches');
    await page.getByText('派往其他支行的安排会显示在这里。').waitFor();
    await picture(page, 'sent-none');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
