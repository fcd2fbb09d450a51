import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { barriers, DEMO_PASSWORD, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { DAY, fillMoment, HOUR, ServerClock, wall } from './support/clock';
import { setStage } from './support/stage';

const BRANCH = '桥头支行';

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

interface Person {
  username: string;
  name: string;
}
let crew: Record<'supervisor' | 'group' | 'senior' | 'second' | 'trainee', Person>;

/** Who plays: the people of a branch that has no round yet. */
async function people(url: string): Promise<typeof crew> {
  const call = async <T>(path: string, token?: string, body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'Content-Type': 'application/json', ...(token !== undefined && { Authorization: `Bearer ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as T;
  };
  const { access_token } = await call<{ access_token: string }>('sessions', undefined, { username: 'ren.li', password: DEMO_PASSWORD });
  const employees = await call<{ items: { id: string; employee_no: string; name: string; roles: string[]; org_unit_name: string }[] }>('employees?limit=200', access_token);
  const managers = await call<{ items: { employee_id?: string; grade?: string; branch_name: string }[] }>('managers?limit=200', access_token);
  const found = (wanted: (employee: (typeof employees.items)[number]) => boolean): Person => {
    const employee = employees.items.find((one) => one.org_unit_name.startsWith(BRANCH) && wanted(one));
    if (employee === undefined) throw new Error('the demo lacks somebody');
    return { username: `b04.${employee.employee_no.toLowerCase()}`, name: employee.name };
  };
  const graded = (grade: string): Person => {
    const ids = managers.items.filter((manager) => manager.branch_name === BRANCH && manager.grade === grade).map((manager) => manager.employee_id);
    return found((employee) => ids.includes(employee.id));
  };
  return {
    supervisor: found((employee) => employee.roles.includes('supervisor')),
    group: found((employee) => employee.roles.includes('group_member')),
    senior: graded('senior'),
    second: graded('level_1'),
    trainee: graded('trainee'),
  };
}

beforeAll(async () => {
  crew = await people(stage.url);
}, 120_000);

describe('an allocation round', () => {
  let round = '';

  it('is made and published by the supervisor', async () => {
    const { page, context, problems } = await signedIn(stage, crew.supervisor.username);
    await page.goto('/rounds');
    await page.getByRole('button', { name: '新建轮次' }).first().click();
    await page.getByLabel('名称').fill('桥头支行存量客户竞价');
    await fillMoment(page, '开始时间', wall(clock.now()));
    await fillMoment(page, '截止时间', wall(clock.now() + 2 * HOUR));
    await fillMoment(page, '生效日', wall(clock.now() + 20 * DAY).slice(0, 10));
    await page.getByRole('button', { name: '建立草稿' }).click();
    await page.getByLabel('报价单位').waitFor();
    await page.getByRole('button', { name: '保存，下一步' }).click();

    // Everything that must be under a named manager: a lot per size, and one for what has none.
    await page.getByText('只看必须落实').click();
    for (const size of ['大型', '中型', '小型', undefined]) {
      if (size !== undefined) await choose(page, '规模', size);
      else {
        const filter = page.locator('.ant-select', { has: page.getByRole('combobox', { name: '规模' }) });
        await filter.hover();
        await filter.locator('.ant-select-clear').click({ force: true });
      }
      await page.locator('.ant-table-selection-extra').first().hover();
      await page.getByRole('menuitem', { name: '选中全部符合条件的' }).click();
      const pack = page.getByRole('button', { name: /打包成一个标的/ });
      if (await pack.isEnabled()) await pack.click();
    }
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'round-lots');
    await page.getByRole('button', { name: '保存，下一步' }).click();
    await page.getByRole('checkbox', { name: crew.senior.name }).waitFor();
    await page.getByRole('button', { name: '保存，下一步' }).click();
    await page.getByText('应落实账户覆盖率').waitFor();
    await picture(page, 'round-check');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByText('客户锁定在本轮').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('投标中').first().waitFor();
    round = new URL(page.url()).pathname.split('/')[2] ?? '';
    await picture(page, 'round-open');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('takes a bundle, a single bid, and refuses a grade that is too low, on phones', async () => {
    const senior = await onPhoneAs(stage, crew.senior.username);
    await senior.page.getByRole('link', { name: '竞价', exact: true }).click();
    await senior.page.getByRole('link', { name: /桥头支行存量客户竞价/ }).click();
    await senior.page.getByRole('checkbox').first().waitFor();
    const free = senior.page.locator('input[type=checkbox]:not([disabled])');
    await free.nth(0).check();
    await free.nth(1).check();
    await senior.page.getByRole('region', { name: '已选标的' }).waitFor();
    await picture(senior.page, 'bid-choose');
    expect(await senior.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await smallTargets(senior.page)).toEqual([]);
    expect(await barriers(senior.page)).toEqual([]);
    await senior.page.getByRole('button', { name: /捆绑投标/ }).click();
    await senior.page.getByLabel(/承诺额/).fill('900');
    await senior.page.getByRole('button', { name: '密封提交' }).click();
    await senior.page.getByText('已密封提交').waitFor();
    await picture(senior.page, 'bid-receipt');
    expect(await barriers(senior.page)).toEqual([]);
    await senior.page.getByRole('button', { name: '完成' }).click();
    await senior.page.getByRole('tab', { name: '我的投标' }).click();
    await senior.page.getByText('900 万元').waitFor();
    expect(senior.problems).toEqual([]);
    await senior.context.close();

    const second = await onPhoneAs(stage, crew.second.username);
    await second.page.goto(`/m/bids/${round}`);
    const boxes = second.page.locator('input[type=checkbox]:not([disabled])');
    await boxes.first().waitFor();
    for (let index = 0; index < (await boxes.count()); index += 1) {
      await boxes.nth(index).check();
      await second.page.getByRole('button', { name: '投标', exact: true }).click();
      await second.page.getByLabel(/承诺额/).fill(String(300 + index * 10));
      await second.page.getByRole('button', { name: '密封提交' }).click();
      await second.page.getByText('已密封提交').waitFor();
      await second.page.getByRole('button', { name: '完成' }).click();
    }
    await second.context.close();

    const trainee = await onPhoneAs(stage, crew.trainee.username);
    await trainee.page.goto(`/m/bids/${round}`);
    await trainee.page.getByText('等级不够').first().waitFor();
    expect(await trainee.page.locator('input[type=checkbox][disabled]').count()).toBeGreaterThan(0);
    await picture(trainee.page, 'bid-refused');
    expect(await barriers(trainee.page)).toEqual([]);
    await trainee.context.close();
  });

  it('closes by the clock, is cleared with a proof, and is announced', async () => {
    clock.wait(2 * HOUR + 1000);
    const { page, context, problems } = await signedIn(stage, crew.supervisor.username);
    await page.goto(`/rounds/${round}`);
    await page.getByText('待公示').first().waitFor({ timeout: 30_000 });
    await page.getByText('已证明最优：').waitFor();
    await page.getByRole('row', { name: new RegExp(crew.senior.name) }).first().waitFor();
    await picture(page, 'round-result');
    expect(await barriers(page)).toEqual([]);

    // What nobody won goes to a manager by hand, with a reason.
    await page.getByRole('tab', { name: '指派' }).click();
    await page.getByText(/未落实|全部标的都已落实/).first().waitFor();
    for (let left = await page.getByRole('button', { name: '指派', exact: true }).count(); left > 0; left -= 1) {
      await page.getByRole('button', { name: '指派', exact: true }).first().click();
      await page.getByRole('dialog').getByRole('combobox').click();
      await page.locator('.ant-select-dropdown:visible').getByText(/虚拟/).first().click();
      await page.getByRole('dialog').getByLabel('理由').fill('无人投标，先由虚拟客户经理接管');
      await page.getByRole('dialog').getByRole('button', { name: '指派' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.getByText('全部标的都已落实到人').waitFor();
    await page.getByRole('button', { name: '公示结果' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '公示结果' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('公示中').first().waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('hears an objection, decided by someone not concerned', async () => {
    const phone = await onPhoneAs(stage, crew.second.username);
    await phone.page.goto(`/m/bids/${round}`);
    await phone.page.getByText('我的结果').waitFor();
    await picture(phone.page, 'result-phone');
    expect(await barriers(phone.page)).toEqual([]);
    await phone.page.getByRole('button', { name: '提出异议' }).click();
    await phone.page.getByLabel('异议内容').fill('请复核捆绑投标是否超过可接收户数');
    await phone.page.getByRole('button', { name: '提交异议' }).click();
    await phone.page.getByText('待审批').first().waitFor();
    await phone.context.close();

    const desk = await signedIn(stage, crew.group.username);
    await desk.page.goto(`/rounds/${round}?tab=objections`);
    await desk.page.getByText('请复核捆绑投标').waitFor();
    await desk.page.getByRole('button', { name: '处理' }).click();
    await desk.page.getByRole('dialog').getByLabel('理由').fill('已核对投标册，未超过上限');
    await desk.page.getByRole('dialog').getByRole('button', { name: '处理' }).click();
    await desk.page.getByText('已核对投标册').waitFor();
    await picture(desk.page, 'objection');
    expect(await barriers(desk.page)).toEqual([]);
    await desk.context.close();
  });

  it('is confirmed by the group, takes effect, and leaves nothing uncovered', async () => {
    clock.wait(12 * DAY);
    const supervisor = await signedIn(stage, crew.supervisor.username);
    await supervisor.page.goto(`/rounds/${round}`);
    await supervisor.page.getByRole('button', { name: '提请确认' }).click();
    await supervisor.page.getByRole('dialog').getByLabel('理由').fill('公示期满，异议已处理');
    await supervisor.page.getByRole('dialog').getByRole('button', { name: '提请确认' }).click();
    await supervisor.page.getByText('已送考评小组审批').waitFor();
    await supervisor.context.close();

    const member = await signedIn(stage, crew.group.username);
    await member.page.getByRole('link', { name: /项待我审批/ }).click();
    await member.page.getByText('公示期满').first().waitFor();
    await member.page.getByLabel('您的理由').fill('同意');
    await member.page.getByRole('button', { name: '同意', exact: true }).click();
    await member.page.getByText('已同意，申请已执行').waitFor();
    await member.context.close();

    clock.wait(10 * DAY);
    const again = await signedIn(stage, crew.supervisor.username);
    await again.page.goto(`/rounds/${round}?tab=effect`);
    await again.page.getByText('已生效').first().waitFor({ timeout: 20_000 });
    await again.page.getByText(/^\d+(\.\d+)?% → 100%$/).waitFor();
    await picture(again.page, 'round-effective');
    await again.context.close();

    const phone = await onPhoneAs(stage, crew.senior.username);
    await phone.page.goto('/m/clients');
    await phone.page.locator('main li').first().waitFor();
    await picture(phone.page, 'clients-phone');
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    await phone.page.locator('main li a').first().click();
    await phone.page.getByText('谁负责').waitFor();
    await phone.page.getByText(crew.senior.name).first().waitFor();
    await picture(phone.page, 'client-phone');
    expect(await barriers(phone.page)).toEqual([]);
    await phone.context.close();
  });
});
