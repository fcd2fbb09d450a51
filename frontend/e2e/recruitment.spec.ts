import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { fillMoment, HOUR, MINUTE, ServerClock, wall } from './support/clock';
import { setStage } from './support/stage';

const TITLE = '桥头商圈兼职客户经理招聘';
const DAY = 24 * HOUR;
/** A PDF by its first bytes. */
const PAPER = Buffer.from('%PDF-1.7\n%%EOF\n');

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

async function choose(page: Page, label: string, text: string, hint: RegExp): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.click();
  await page.keyboard.type(text);
  await page.locator('.ant-select-item-option').filter({ hasText: text }).filter({ hasText: hint }).first().click();
}

describe('recruitment', () => {
  let round = '';
  let opens = 0;

  it('is prepared and published at the desk', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '公开招聘', exact: true }).first().click();
    await page.getByRole('link', { name: '城东支行A类客户经理公开招聘' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'recruitment-list');
    await page.getByRole('button', { name: '新建招聘' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('招聘名称').fill(TITLE);
    await dialog.getByLabel('支行', { exact: true }).click();
    await page.getByTitle('城东支行', { exact: true }).click();
    await dialog.getByLabel('类别').click();
    await page.getByTitle('B类', { exact: true }).click();
    await dialog.getByLabel('在岗情况').click();
    await page.getByTitle('在岗', { exact: true }).click();
    await dialog.getByLabel('等级').click();
    await page.getByTitle('见习', { exact: true }).click();
    await dialog.getByLabel('要求').fill('熟悉桥头商圈，能独立走访');
    opens = Math.ceil(clock.now() / MINUTE) * MINUTE + 10 * MINUTE;
    await fillMoment(page, '报名开始', wall(opens));
    await fillMoment(page, '报名截止', wall(opens + DAY));
    await fillMoment(page, '评分截止', wall(opens + 2 * DAY));
    await choose(page, '评委 1', '吴冠', /城东/);
    await choose(page, '评委 2', '孙萍', /城东/);
    await choose(page, '评委 3', '周福', /城东/);
    // What was chosen goes on by its name.
    await dialog.getByTitle('孙萍').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'recruitment-form');
    await dialog.getByRole('button', { name: '存为草稿' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    round = new URL(page.url()).pathname.split('/')[2] ?? '';
    // A draft is changed before it is published.
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByRole('dialog').getByLabel('要求').fill('熟悉桥头商圈，能独立走访；会使用移动展业设备');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByText('会使用移动展业设备').waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('招聘已发布。').waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'recruitment-published');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('takes applications with documents from phones', async () => {
    clock.wait(opens + MINUTE - clock.now());
    for (const who of ['da.tang', 'mo.li', 'zhu.li']) {
      const { page, context, problems } = await onPhoneAs(stage, who);
      await clock.follow(page);
      await page.goto('/m/me');
      await page.getByRole('link', { name: /公开招聘/ }).click();
      await page.getByRole('link', { name: new RegExp(TITLE) }).click();
      await page.getByText('您可以报名').waitFor();
      await page.locator('input[type=file]').setInputFiles({ name: '../../x.exe', mimeType: 'application/pdf', buffer: PAPER });
      await page.getByText('1. 简历').waitFor();
      if (who === 'da.tang') {
        await picture(page, 'recruitment-phone');
        expect(await smallTargets(page)).toEqual([]);
        expect(await barriers(page)).toEqual([]);
      }
      await page.getByLabel('应聘陈述').fill('在商圈网点工作多年，熟悉商户');
      await page.getByRole('button', { name: '提交报名' }).click();
      await page.getByText('我的报名').waitFor();
      expect(problems).toEqual([]);
      await context.close();
    }
    // A manager already is told at once, and why.
    const { page, context } = await onPhoneAs(stage, 'zhang.san');
    await clock.follow(page);
    await page.goto(`/m/recruitments/${round}`);
    await page.getByText('您已是客户经理').waitFor();
    await picture(page, 'recruitment-hindered');
    await context.close();
  });

  it('is scored by a panel that does not see itself, and ranked with a tie', async () => {
    clock.wait(opens + DAY + MINUTE - clock.now());
    for (const member of ['wu.guan', 'sun.ping', 'zhou.fu']) {
      const { page, context, problems } = await signedIn(stage, member);
      await clock.follow(page);
      await page.goto(`/recruitments/${round}`);
      for (const [name, points] of [['达棠', '85'], ['莫莉', '85'], ['朱丽', '90']] as const) {
        await page.locator('section.kj-panel', { hasText: name }).filter({ has: page.getByRole('button', { name: '评分', exact: true }) }).getByRole('button', { name: '评分', exact: true }).click();
        const dialog = page.getByRole('dialog').filter({ hasText: `为${name}评分` });
        // all() takes what is there, and waits for nothing.
        await dialog.getByRole('spinbutton').first().waitFor();
        for (const field of await dialog.getByRole('spinbutton').all()) await field.fill(points);
        if (member === 'wu.guan' && name === '达棠') {
          expect(await barriers(page)).toEqual([]);
          await picture(page, 'recruitment-score');
        }
        await dialog.getByRole('button', { name: '提交评分' }).click();
        await page.getByText(`已为${name}评分。`).waitFor();
      }
      if (member === 'sun.ping') await picture(page, 'recruitment-applicants');
      expect(problems).toEqual([]);
      await context.close();
    }
    const hr = await signedIn(stage, 'ren.li');
    await clock.follow(hr.page);
    await hr.page.goto(`/recruitments/${round}`);
    await hr.page.getByRole('button', { name: '生成排名' }).click();
    await hr.page.getByRole('dialog').getByRole('button', { name: '生成排名' }).click();
    await hr.page.getByText('排名已生成').waitFor();
    await hr.page.getByRole('button', { name: '公示排名' }).click();
    await hr.page.getByRole('dialog').getByRole('button', { name: '公示排名' }).click();
    await hr.page.getByText('排名已公示。').waitFor();
    await hr.page.goto(`/recruitments/${round}?tab=ranking`);
    await hr.page.getByText('并列第 2').first().waitFor();
    await picture(hr.page, 'recruitment-ranking');
    expect(await barriers(hr.page)).toEqual([]);
    await hr.context.close();
  });

  it('is objected to on a phone; upheld, the tie is the chair’s', async () => {
    const phone = await onPhoneAs(stage, 'mo.li');
    await clock.follow(phone.page);
    await phone.page.goto(`/m/recruitments/${round}`);
    await phone.page.getByRole('button', { name: '提出异议' }).click();
    await phone.page.getByRole('dialog').getByLabel('异议内容').fill('朱丽申报的业绩不属本人');
    await phone.page.getByRole('dialog').getByRole('button', { name: '提出异议' }).click();
    await phone.page.getByText('我的异议').waitFor();
    expect(await smallTargets(phone.page)).toEqual([]);
    await picture(phone.page, 'recruitment-objection-phone');
    await phone.context.close();

    const committee = await signedIn(stage, 'lin.wei');
    await clock.follow(committee.page);
    await committee.page.goto(`/recruitments/${round}?tab=objections`);
    await committee.page.getByRole('button', { name: '决定' }).click();
    const dialog = committee.page.getByRole('dialog');
    await dialog.getByLabel('决定', { exact: true }).click();
    await committee.page.getByTitle('成立', { exact: true }).click();
    await dialog.getByLabel('处理').click();
    await committee.page.getByTitle('移出排名', { exact: true }).click();
    await dialog.getByLabel('移出', { exact: true }).click();
    await committee.page.getByTitle('朱丽', { exact: true }).click();
    await dialog.getByLabel('理由').fill('经核对，申报业绩中有一户不属本人');
    await picture(committee.page, 'recruitment-decide');
    await dialog.getByRole('button', { name: '决定' }).click();
    await committee.page.getByText('异议已决定。').waitFor();
    expect(committee.problems).toEqual([]);
    await committee.context.close();

    // One vacancy, two equals: back to the chair.
    const chair = await signedIn(stage, 'wu.guan');
    await clock.follow(chair.page);
    await chair.page.goto(`/recruitments/${round}?tab=ranking`);
    await chair.page.getByRole('button', { name: '决定并列' }).click();
    await chair.page.getByRole('dialog').getByLabel('理由').fill('近两年业绩更稳');
    expect(await barriers(chair.page)).toEqual([]);
    await picture(chair.page, 'recruitment-tie');
    await chair.page.getByRole('dialog').getByRole('button', { name: '决定并列' }).click();
    await chair.page.getByText('并列已决定。').waitFor();
    await chair.page.getByRole('button', { name: '公示排名' }).click();
    await chair.page.getByRole('dialog').getByRole('button', { name: '公示排名' }).click();
    await chair.page.getByText('排名已公示。').waitFor();
    await chair.context.close();
  });

  it('ends in an appointment that another decides', async () => {
    clock.wait(14 * DAY);
    const hr = await signedIn(stage, 'ren.li');
    await clock.follow(hr.page);
    await hr.page.goto(`/recruitments/${round}`);
    await hr.page.getByRole('button', { name: '申请聘任' }).click();
    await hr.page.getByRole('dialog').getByLabel('理由').fill('公示期满');
    await hr.page.getByRole('dialog').getByRole('button', { name: '申请聘任' }).click();
    await hr.page.getByText('聘任申请已提交。').waitFor();
    await hr.context.close();

    const president = await signedIn(stage, 'wang.fang');
    await clock.follow(president.page);
    await president.page.goto('/approvals');
    await president.page.getByText('聘任客户经理').first().click();
    await president.page.getByText('拟聘任').first().waitFor();
    await picture(president.page, 'recruitment-approval');
    await president.page.getByLabel('您的理由').fill('同意聘任');
    await president.page.getByRole('button', { name: '同意', exact: true }).click();
    await president.page.getByText('已同意，申请已执行').waitFor();
    await president.page.goto(`/recruitments/${round}`);
    await president.page.getByText('已聘任').first().waitFor();
    await picture(president.page, 'recruitment-appointed');
    expect(await barriers(president.page)).toEqual([]);
    await president.context.close();
  });
});
