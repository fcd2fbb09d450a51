import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { setStage } from './support/stage';

/** Two people sign in one after the other. */
const TWO_PEOPLE_MS = 120_000;

const stage = setStage({ fill: 'demo' });

describe('qualification', () => {
  let panel = '';

  it('shows a person the own list and what is missing on the phone', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'wu.yue');
    await page.goto('/m/me');
    await page.getByRole('link', { name: /任职资格/ }).click();
    await page.getByText('还差什么').waitFor();
    await page.getByText('计入的不良记录 1 条').waitFor();
    await picture(page, 'qualification-phone');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('类别').selectOption('b');
    await page.getByRole('listitem').filter({ hasText: '信贷资格考试' }).waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is stated with evidence by human resources, and the history keeps it', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '任职资格', exact: true }).first().click();
    await page.getByText('每项条件都注明依据').waitFor();
    await page.getByLabel('查看员工的资格').click();
    await page.keyboard.type('吴悦');
    await page.locator('.ant-select-item-option').filter({ hasText: '吴悦' }).filter({ hasText: '城东支行' }).first().click();
    await page.getByRole('heading', { name: '吴悦的任职资格' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'qualification-of');
    await page.getByRole('button', { name: '说明健康' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('结果').click();
    await page.getByTitle('符合', { exact: true }).click();
    await dialog.getByLabel('凭证', { exact: true }).fill('年度体检报告，结论合格');
    await dialog.getByLabel('出处').fill('市人民医院');
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'qualification-state');
    await dialog.getByRole('button', { name: '说明', exact: true }).click();
    await page.getByText('健康已说明。').waitFor();
    await page.getByRole('region', { name: '说明记录' }).getByRole('row', { name: /市人民医院/ }).waitFor();

    // A record is lifted, with its reason; the line is met at once.
    await page.getByRole('button', { name: '解除' }).click();
    const lift = page.getByRole('dialog');
    await lift.getByLabel(/理由/).fill('整改完成，复核通过');
    await picture(page, 'qualification-lift');
    await lift.getByRole('button', { name: '解除' }).click();
    await page.getByText('没有计入的不良记录').waitFor();
    await page.goto('/qualification?tab=register');
    await page.getByRole('row', { name: /吴悦.*整改完成/ }).waitFor();
    await picture(page, 'qualification-register');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  }, TWO_PEOPLE_MS);

  it('is rated by a panel whose members do not see each other', async () => {
    const first = await signedIn(stage, 'wang.fang');
    await first.page.goto('/qualification?tab=panels');
    await first.page.getByRole('row', { name: /钱多/ }).getByRole('link').click();
    await first.page.getByRole('heading', { name: '钱多的资格评分' }).waitFor();
    panel = new URL(first.page.url()).pathname;
    await first.page.getByRole('button', { name: '评分', exact: true }).click();
    const dialog = first.page.getByRole('dialog');
    for (const [line, points] of [['创新能力', '80'], ['业务能力', '85'], ['公关协调', '78'], ['形象', '90']] as const) await dialog.getByLabel(`${line}（分）`).fill(points);
    expect(await barriers(first.page)).toEqual([]);
    await picture(first.page, 'qualification-rate');
    await dialog.getByRole('button', { name: '提交评分' }).click();
    await first.page.getByText('评分已提交。').waitFor();
    // One's own ratings alone: of three members' rows one has points.
    expect(await first.page.getByRole('cell', { name: '85', exact: true }).count()).toBe(1);
    await picture(first.page, 'qualification-panel');
    expect(await barriers(first.page)).toEqual([]);
    expect(first.problems).toEqual([]);
    await first.context.close();

    const last = await signedIn(stage, 'chen.yewu');
    await last.page.goto(panel);
    await last.page.getByRole('button', { name: '评分', exact: true }).click();
    const rate = last.page.getByRole('dialog');
    for (const line of ['创新能力', '业务能力', '公关协调', '形象']) await rate.getByLabel(`${line}（分）`).fill('76');
    await rate.getByRole('button', { name: '提交评分' }).click();
    await last.page.getByText('已评定').first().waitFor();
    await picture(last.page, 'qualification-rated');
    await last.page.getByRole('link', { name: '查看资格清单' }).click();
    await last.page.getByText(/3 人评分，平均/).first().waitFor();
    await picture(last.page, 'qualification-computed');
    expect(last.problems).toEqual([]);
    await last.context.close();
  }, TWO_PEOPLE_MS);
});
