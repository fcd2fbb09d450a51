import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, picture, signedIn, smallTargets } from './support/browser';
import { fillMoment, HOUR, MINUTE, ServerClock, wall } from './support/clock';
import { setStage } from './support/stage';

const NAME = '二级客户经理资格笔试';

const clock = new ServerClock();
const stage = setStage({ fill: 'demo', clock });

describe('an examination', () => {
  let exam = '';
  let opens = 0;

  it('has a bank of questions that its authors read', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '考试', exact: true }).first().click();
    await page.getByText('客户经理等级考试（三级）').waitFor();
    await picture(page, 'exam-list');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('tab', { name: '题库' }).click();
    await page.getByRole('link', { name: 'B1-01' }).waitFor();
    await picture(page, 'exam-bank');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: 'B1-01' }).click();
    await page.getByRole('heading', { name: 'B1-01' }).waitFor();
    await picture(page, 'exam-question');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is prepared by a table of counts, drawn, looked at and announced', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/exams');
    await page.getByRole('button', { name: '新建考试' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill(NAME);
    await dialog.getByRole('combobox', { name: '等级' }).click();
    await page.getByTitle('二级', { exact: true }).click();
    opens = Math.ceil(clock.now() / MINUTE) * MINUTE + 2 * MINUTE;
    await fillMoment(page, '开放', wall(opens));
    await fillMoment(page, '截止', wall(opens + 2 * HOUR));
    await dialog.getByLabel('作答时长（分钟）').fill('30');
    await dialog.getByLabel('现代银行经营思想，判断题，不限难度').fill('1');
    await dialog.getByLabel('客户忠诚度，单选题，不限难度').fill('1');
    await dialog.getByLabel('客户经理制度，问答题，不限难度').fill('1');
    await dialog.getByText('合计 3 题').waitFor();
    await picture(page, 'exam-plan');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '新建考试' }).click();
    await page.getByRole('heading', { name: NAME }).waitFor();
    exam = new URL(page.url()).pathname.split('/')[2] ?? '';

    await page.getByRole('button', { name: '抽题' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '抽题' }).click();
    await page.getByText('抽题种子').waitFor();
    await page.getByRole('heading', { name: /3\. 问答题/ }).waitFor();
    await picture(page, 'exam-drawn');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '发布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
    // The dialog names the state already: what was done is told after it.
    await page.getByText('已发布，员工可以报名').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is sat on a phone through a lost network and a closed page', async () => {
    const phone = await onPhoneAs(stage, 'zhou.zhou');
    await phone.page.goto(`/m/exams/${exam}`);
    await phone.page.getByRole('button', { name: '报名', exact: true }).click();
    await phone.page.getByRole('button', { name: '取消报名' }).waitFor();
    await phone.page.goto('/m/exams');
    await phone.page.getByText(NAME).waitFor();
    await picture(phone.page, 'exam-phone');
    expect(await smallTargets(phone.page)).toEqual([]);
    expect(await barriers(phone.page)).toEqual([]);
    await phone.context.close();

    clock.wait(opens + MINUTE - clock.now());
    const { page, context, problems } = await onPhoneAs(stage, 'zhou.zhou');
    await clock.follow(page);
    await page.goto(`/m/exams/${exam}`);
    await page.getByRole('button', { name: '开始作答' }).click();
    await page.getByText('第 1 / 3 题').first().waitFor();
    await page.getByRole('radio', { name: '正确' }).check();
    await page.getByText(/已保存于/).waitFor();
    await picture(page, 'exam-sitting');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);

    // The network is gone: what is answered stays on the phone, and goes out by itself once the page is open again.
    await context.setOffline(true);
    await page.getByRole('button', { name: '下一题' }).click();
    await page.getByRole('radio').first().check();
    await page.getByText('离线：1 题已存在本机').waitFor();
    await picture(page, 'exam-offline');
    expect(await barriers(page)).toEqual([]);
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await clock.follow(again);
    await again.goto(`/m/exams/${exam}`);
    await again.getByText('第 3 / 3 题').first().waitFor();
    await again.getByText(/已保存于/).waitFor();
    await again.getByRole('button', { name: '上一题' }).click();
    expect(await again.getByRole('radio').first().isChecked()).toBe(true);
    await again.getByRole('button', { name: '下一题' }).click();
    await again.getByLabel('您的作答').fill('先核实，再报告；留下记录，约定回访。');
    await again.getByText(/正在保存|已保存于/).waitFor();
    await again.reload();
    await again.getByText('第 1 / 3 题').or(again.getByText('第 3 / 3 题')).first().waitFor();
    await again.getByRole('button', { name: '答题卡' }).click();
    await again.getByRole('button', { name: '第 3 题，已答' }).click();
    expect(await again.getByLabel('您的作答').inputValue()).toBe('先核实，再报告；留下记录，约定回访。');
    await picture(again, 'exam-written');
    await again.getByRole('button', { name: '交卷' }).click();
    await again.getByText('全部题目都已作答').waitFor();
    await picture(again, 'exam-submit');
    await again.getByRole('dialog').getByRole('button', { name: '交卷' }).click();
    await again.getByText('已交卷，成绩公布后可查看解析。').waitFor();
    expect(problems).toEqual([]);
    await context.close();
  });

  it('is marked by two who see no name, and released', async () => {
    clock.wait(3 * HOUR);
    for (const marker of ['chen.yewu', 'xu.xin']) {
      const { page, context, problems } = await signedIn(stage, marker);
      await clock.follow(page);
      await page.goto(`/exams/${exam}?tab=marking`);
      await page.getByText('先核实，再报告').waitFor();
      expect(await page.getByRole('tabpanel').getByText('周舟').count()).toBe(0);
      await page.getByLabel(/评分（满分/).fill('9');
      await picture(page, `exam-marking-${marker}`);
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: '保存评分' }).click();
      await page.getByText('没有待您评分的作答').waitFor();
      expect(problems).toEqual([]);
      await context.close();
    }
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await clock.follow(page);
    await page.goto(`/exams/${exam}`);
    await page.getByRole('button', { name: '公布成绩' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '公布成绩' }).click();
    await page.getByText('成绩已公布，考生已收到通知').waitFor();
    await page.getByRole('row', { name: /周舟.*有效/ }).waitFor();
    await picture(page, 'exam-released');
    expect(await barriers(page)).toEqual([]);
    await page.goto('/exams?tab=results');
    await page.getByRole('row', { name: /周舟/ }).first().waitFor();
    await picture(page, 'exam-results');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('shows its candidate what was right and until when the result counts', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'zhou.zhou');
    await clock.follow(page);
    await page.goto(`/m/exams/${exam}`);
    await page.getByText(/成绩有效期至/).waitFor();
    await page.getByText(/正确答案/).first().waitFor();
    await picture(page, 'exam-result');
    expect(await smallTargets(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('rests on questions whose versions stay on record', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await clock.follow(page);
    await page.goto('/exams?tab=bank');
    await page.getByRole('link', { name: 'B1-02' }).click();
    await page.getByText('首版').waitFor();
    await page.getByRole('button', { name: '修订' }).click();
    await page.getByRole('dialog').getByLabel(/解析|评分要点/).fill('以客户为中心是经营的出发点，办法据此修订。');
    await page.getByRole('dialog').getByRole('button', { name: '修订' }).click();
    await page.getByText('已保存第 2 版').waitFor();
    await page.getByText('修改：解析').waitFor();
    await page.getByRole('button', { name: /修改：解析/ }).click();
    await page.getByText('办法据此修订').first().waitFor();
    await picture(page, 'exam-versions');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
