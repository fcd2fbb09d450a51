import { describe, expect, it } from 'vitest';
import { barriers, choose, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { DAY, ServerClock } from './support/clock';
import { setStage } from './support/stage';

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

/** Agrees to what waits for somebody. */
async function agrees(username: string, shows?: string): Promise<void> {
  const { page, context } = await signedIn(stage, username);
  await page.getByRole('link', { name: /项待我审批/ }).click();
  await page.getByText('离岗客户移交').first().click();
  await page.getByText('就近承接全部客户').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  if (shows !== undefined) await picture(page, shows);
  await page.getByLabel('您的理由').fill('同意');
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('已同意').first().waitFor();
  await context.close();
}

describe('leaving the post', () => {
  let procedure = '';

  it('is half done for one, as the branch and the leaver see it', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.getByRole('link', { name: '离岗移交', exact: true }).first().click();
    await page.getByRole('row', { name: /孙立/ }).getByText(/已完成 \d\/8 项/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'leaving-list');
    await page.getByRole('row', { name: /孙立/ }).click();
    await page.getByRole('heading', { name: '孙立的离岗移交' }).waitFor();
    await page.getByText('李秋 4 户').waitFor();
    await page.getByText('风险基金审计与领取尚未在系统中办理').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'leaving-record');
    expect(problems).toEqual([]);
    await context.close();

    const phone = await onPhoneAs(stage, 'sun.li');
    await phone.page.getByRole('link', { name: /我的离岗移交/ }).click();
    await phone.page.getByRole('heading', { name: '孙立的离岗移交' }).waitFor();
    await phone.page.getByText('由支行主管和行长办理').waitFor();
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    await picture(phone.page, 'leaving-phone');
    expect(phone.problems).toEqual([]);
    await phone.context.close();
  });

  it('begins for somebody, and every client is handed over by a plan', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.goto('/leavings');
    await page.getByRole('button', { name: '发起离岗移交' }).click();
    await choose(page, '离岗人', '吴悦');
    const day = page.getByRole('dialog').getByLabel('离岗日');
    await day.fill(new Date(clock.now() + 3 * DAY + 8 * 3_600_000).toISOString().slice(0, 10));
    await day.press('Enter');
    await page.getByRole('dialog').getByLabel('理由').fill('合同到期');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'leaving-start');
    await page.getByRole('dialog').getByRole('button', { name: '发起离岗移交' }).click();
    await page.getByRole('heading', { name: '吴悦的离岗移交' }).waitFor();
    procedure = new URL(page.url()).pathname;
    await page.locator('thead input[type=checkbox]').first().waitFor();
    for (const out of await page.getByRole('button', { name: '移出轮次' }).all()) {
      await out.click();
      await page.getByRole('dialog').getByRole('button', { name: '移出轮次' }).click();
      await page.getByText('已移出轮次').first().waitFor();
    }
    await page.getByLabel('Select all').or(page.locator('thead input[type=checkbox]')).first().check();
    await page.getByRole('button', { name: /移交所选 \d+ 户/ }).click();
    await choose(page, '接手人', '张三');
    await page.getByRole('dialog').getByLabel('理由').fill('就近承接全部客户');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'leaving-hand-over');
    await page.getByRole('dialog').getByRole('button', { name: '提出方案' }).click();
    await page.getByText('方案已提出').waitFor();
    await picture(page, 'leaving-proposed');
    expect(problems).toEqual([]);
    await context.close();
    await agrees('sun.ping', 'leaving-approval');
    await agrees('lin.wei');
  });

  it('ends on the day, with the positions and the sessions', async () => {
    const phone = await onPhoneAs(stage, 'wu.yue');
    await phone.page.getByRole('link', { name: /我的离岗移交/ }).waitFor();
    const early = await signedIn(stage, 'ren.li');
    await early.page.goto(procedure);
    await early.page.getByText('事项已全部移交').waitFor();
    expect(await early.page.getByRole('button', { name: '办结' }).isDisabled()).toBe(true);
    await early.context.close();
    clock.wait(4 * DAY);
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto(procedure);
    await page.getByRole('button', { name: '办结' }).click();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'leaving-finish');
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click();
    await page.getByText('吴悦的移交已办结').waitFor();
    await picture(page, 'leaving-finished');
    expect(problems).toEqual([]);
    await context.close();
    await phone.context.close();
  });
});
