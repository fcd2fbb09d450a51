import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { fillMoment, HOUR, MINUTE, ServerClock, wall } from './support/clock';
import { setStage } from './support/stage';

const TITLE = '贷后检查与预警信号';

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

describe('a training event', () => {
  let event = '';
  let starts = 0;

  it('is planned by head office', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '培训', exact: true }).first().click();
    await page.getByText('反洗钱客户身份识别与受益所有人').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '安排培训' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill(TITLE);
    await dialog.getByLabel('内容').fill('现场核查要点与常见造假手法');
    await dialog.getByLabel('地点').fill('总行三楼培训室');
    starts = Math.ceil(clock.now() / MINUTE) * MINUTE + 40 * MINUTE;
    await fillMoment(page, '开始', wall(starts));
    await fillMoment(page, '结束', wall(starts + 2 * HOUR));
    await dialog.getByLabel('名额').fill('30');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'training-plan');
    await dialog.getByRole('button', { name: '安排培训' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await page.getByText('还没有人报名').waitFor();
    event = new URL(page.url()).pathname.split('/')[2] ?? '';
    await picture(page, 'training-planned');
    expect(await barriers(page)).toEqual([]);
    await page.goto('/training?tab=counts');
    await page.getByText('各支行未达到人数').waitFor();
    await page.getByRole('row', { name: /周舟/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'training-counts');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is enrolled in on a phone', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhou.zhou');
    await page.getByRole('link', { name: /培训.*本年已完成 1 次/ }).click();
    await page.getByText('还差 1 次').waitFor();
    await picture(page, 'training-phone');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: new RegExp(TITLE) }).click();
    await page.getByRole('button', { name: '报名', exact: true }).click();
    await page.getByRole('button', { name: '取消报名' }).waitFor();
    await picture(page, 'training-enrolled');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('shows a code that lets people check in', async () => {
    clock.wait(starts + MINUTE - clock.now());
    const desk = await signedIn(stage, 'ren.li');
    await clock.follow(desk.page);
    await desk.page.goto(`/training/${event}`);
    await desk.page.getByRole('row', { name: /周舟.*已报名/ }).waitFor();
    await desk.page.getByRole('button', { name: '显示现场签到码' }).click();
    const shown = desk.page.getByLabel(/^签到码 \d{6}$/);
    await shown.waitFor();
    expect(await barriers(desk.page)).toEqual([]);
    await picture(desk.page, 'training-code');
    const code = ((await shown.textContent()) ?? '').replace(/\D/g, '');
    expect(code).toMatch(/^\d{6}$/);

    const phone = await onPhoneAs(stage, 'zhou.zhou');
    await clock.follow(phone.page);
    await phone.page.goto(`/m/training/${event}?code=${code}`);
    const field = phone.page.getByLabel('现场签到码');
    await field.waitFor();
    expect(await field.inputValue()).toBe(code);
    await picture(phone.page, 'training-check-in');
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    // A wrong one is refused at the field, and what was typed stays.
    await field.fill(code === '000000' ? '000001' : '000000');
    await phone.page.getByRole('button', { name: '签到', exact: true }).click();
    await phone.page.locator('input[name=code][aria-invalid=true]').waitFor();
    await field.fill(code);
    await phone.page.getByRole('button', { name: '签到', exact: true }).click();
    await phone.page.getByText('您已到场').waitFor();
    expect(await barriers(phone.page)).toEqual([]);
    expect(phone.problems).toEqual([]);
    await phone.context.close();

    await desk.page.keyboard.press('Escape');
    await desk.page.reload();
    await desk.page.getByRole('row', { name: /周舟.*已到场/ }).waitFor();
    await desk.page.getByRole('button', { name: '登记', exact: true }).first().waitFor();
    await picture(desk.page, 'training-running');
    expect(await barriers(desk.page)).toEqual([]);
    expect(desk.problems).toEqual([]);
    await desk.context.close();
  });

  it('is closed after its end and counts', async () => {
    clock.wait(2 * HOUR);
    const desk = await signedIn(stage, 'ren.li');
    await clock.follow(desk.page);
    await desk.page.goto(`/training/${event}`);
    await desk.page.getByRole('button', { name: '办结' }).click();
    await desk.page.getByRole('dialog').getByRole('button', { name: '办结' }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await desk.page.getByText('已举办').first().waitFor();
    await desk.page.goto('/training?tab=past');
    await desk.page.getByRole('link', { name: TITLE }).waitFor();
    await picture(desk.page, 'training-past');
    expect(await barriers(desk.page)).toEqual([]);
    await desk.page.goto('/training?tab=counts');
    const row = desk.page.getByRole('row', { name: /周舟/ });
    await row.waitFor();
    expect((await row.getByRole('cell').allTextContents()).filter((text) => text === '2')).toHaveLength(2);
    await desk.page.goto('/training?tab=counts&short=true');
    await desk.page.getByRole('row', { name: /孙立/ }).waitFor();
    expect(await row.count()).toBe(0);
    await desk.page.goto('/');
    await desk.page.getByRole('link', { name: /培训未达到/ }).click();
    await desk.page.waitForURL(/tab=counts&short=/);
    expect(desk.problems).toEqual([]);
    await desk.context.close();

    const phone = await onPhoneAs(stage, 'zhou.zhou');
    await phone.page.goto('/m/training');
    await phone.page.getByText('已完成 2 / 应完成 2').waitFor();
    await picture(phone.page, 'training-counted');
    await phone.context.close();
  });

  it('is filled by a supervisor, and counted by year', async () => {
    const { page, context, problems } = await signedIn(stage, 'wu.guan');
    await clock.follow(page);
    await page.getByRole('link', { name: '培训', exact: true }).first().click();
    await page.getByText('反洗钱客户身份识别与受益所有人').click();
    await page.getByRole('heading', { name: '反洗钱客户身份识别与受益所有人' }).waitFor();
    await page.getByRole('button', { name: '代为报名' }).click();
    await page.getByRole('dialog').getByLabel('客户经理').fill('郑和');
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: '郑和' }).first().click();
    await picture(page, 'training-enrol');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '代为报名' }).click();
    await page.getByText('已为郑和报名').waitFor();
    const row = page.getByRole('row', { name: /郑和.*已报名/ });
    await row.waitFor();
    await picture(page, 'training-enrolled-by');
    expect(await barriers(page)).toEqual([]);
    await row.getByRole('button', { name: '取消报名' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '取消报名' }).click();
    await page.getByText('已取消郑和的报名').waitFor();
    await row.waitFor({ state: 'detached' });

    await page.goto('/training?tab=counts');
    const year = new Date(clock.now()).getFullYear();
    await page.getByText(`${year.toString()} 年`).first().waitFor();
    await page.getByRole('combobox', { name: '年度' }).click();
    await page.getByTitle(`${(year - 1).toString()} 年`).click();
    await page.waitForURL(new RegExp(`year=(%22)?${(year - 1).toString()}`));
    await page.getByText(new RegExp(`${(year - 1).toString()} 年.*`)).first().waitFor();
    await picture(page, 'training-last-year');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
