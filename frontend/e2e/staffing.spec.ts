import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { barriers, onPhoneAs, PHONE, picture, signedIn, smallTargets } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

/** The rows of a list that is loaded whole. */
async function rows(page: Page, region: string): Promise<number> {
  const list = page.getByRole('region', { name: region, exact: true });
  await list.getByText(/已全部显示|没有/).first().waitFor();
  return list.locator('tbody tr.ant-table-row').count();
}

describe('the staffing board', () => {
  it('leads from each figure to as many rows', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.getByRole('link', { name: '人员看板', exact: true }).first().click();
    await page.getByText('聘期届满，按月').waitFor();
    // The drawings are fetched apart.
    await page.locator('.kj-chart div[role=img] svg').nth(4).waitFor();
    await picture(page, 'staffing-board');
    await page.evaluate(() => { window.scrollTo(0, document.body.scrollHeight); });
    await picture(page, 'staffing-board-below');
    expect(await barriers(page)).toEqual([]);

    // Every chart has its table, whose figures are links.
    const chart = page.locator('figure').filter({ hasText: '聘期届满，按月' });
    await chart.getByRole('button', { name: '看表格' }).click();
    await chart.getByRole('link').nth(1).waitFor();
    const figures = await chart.getByRole('link').all();
    expect(figures.length).toBeGreaterThan(1);
    await picture(page, 'staffing-board-table');
    expect(await barriers(page)).toEqual([]);
    const last = figures.at(-1);
    const wanted = Number(await last?.textContent());
    await last?.click();
    await page.getByRole('heading', { name: '聘期与续聘', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('last_from')).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(await rows(page, '客户经理聘期')).toBe(wanted);
    await picture(page, 'staffing-terms-of-a-month');
    expect(await barriers(page)).toEqual([]);

    // A bar leads where its figure does.
    await page.goBack();
    await page.locator('.kj-chart div[role=img] svg').nth(4).waitFor();
    await page.locator('figure').filter({ hasText: '候选人，按环节' }).locator('svg path[fill="#1f5fa8"]').first().click();
    await page.getByRole('heading', { name: '公开招聘', exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('stage')).toBe('applying');
    await page.getByText('已全部显示').waitFor();
    await picture(page, 'staffing-rounds-of-a-stage');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('shows a president the own branch alone', async () => {
    const { page, context, problems } = await signedIn(stage, 'wang.fang');
    await page.goto('/staffing');
    await page.locator('.kj-chart div[role=img] svg').nth(4).waitFor();
    await picture(page, 'staffing-board-branch');
    expect(await page.getByText('城西支行').count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});

describe('a person', () => {
  it('has one timeline of everything, narrowed by kind', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/employees?q=吴悦');
    await page.getByRole('link', { name: '吴悦', exact: true }).click();
    await page.getByRole('heading', { name: '吴悦', exact: true }).waitFor();
    await page.getByText('登记不良记录').first().waitFor();
    await picture(page, 'person');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('类别').click();
    await page.locator('.ant-select-item-option').filter({ hasText: /^考试$/ }).click();
    await page.getByText('登记不良记录').first().waitFor({ state: 'detached' });
    await page.getByText(/考试(未)?及格/).first().waitFor();
    expect(new URL(page.url()).searchParams.get('kind')).toBe('exam');
    await picture(page, 'person-exams');
    await page.goto(new URL(page.url()).pathname);
    await page.getByRole('link', { name: '客户经理记录', exact: true }).click();
    await page.getByRole('link', { name: '履历', exact: true }).click();
    await page.getByRole('heading', { name: '吴悦', exact: true }).waitFor();
    await page.setViewportSize(PHONE);
    await page.getByText('登记不良记录').first().waitFor();
    await picture(page, 'person-narrow');
    expect(problems).toEqual([]);
    await context.close();
  });

  it('reads the own one on the phone', async () => {
    const { page, context, problems } = await onPhoneAs(stage, 'wu.yue');
    await page.goto('/m/me');
    await page.getByRole('link', { name: /我的履历/ }).click();
    await page.getByText('登记不良记录').first().waitFor();
    await picture(page, 'timeline-phone');
    expect(await barriers(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);
    await page.getByLabel('类别').selectOption({ label: '培训' });
    await page.getByText('登记不良记录').first().waitFor({ state: 'detached' });
    await picture(page, 'timeline-phone-training');
    expect(problems).toEqual([]);
    await context.close();
  });
});
