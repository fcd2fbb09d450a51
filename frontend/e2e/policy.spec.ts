import { describe, expect, it } from 'vitest';
import { barriers, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

const nextWeek = (): string => new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

describe('changing the policy', () => {
  it('is proposed with what differs, decided by the committee with a reason, and on record', async () => {
    const proposer = await signedIn(stage, 'chen.yewu');
    const { page } = proposer;
    await page.goto('/policy');
    await page.getByRole('button', { name: '以此为底稿修改' }).click();
    await page.getByRole('heading', { name: '提出政策新版本' }).waitFor();
    await page.getByLabel('公示期（工作日）').fill('7');
    await page.getByRole('cell', { name: '7 个工作日' }).waitFor();
    await page.getByRole('button', { name: '提交考评委员会' }).click();
    await page.getByText('请选择生效日').waitFor();
    const day = page.getByLabel('生效日');
    await day.fill(nextWeek());
    await day.press('Enter');
    await page.getByLabel('修改理由').fill('公示期太短，参与人来不及核对');
    await picture(page, 'policy-new');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '提交考评委员会' }).click();
    await page.getByText('版本 1 已提交考评委员会').waitFor();
    await page.getByText('待审批：考评委员会').waitFor();
    await picture(page, 'policy');
    expect(proposer.problems).toEqual([]);

    const decider = await signedIn(stage, 'lin.wei');
    await decider.page.getByRole('link', { name: '1 项待我审批' }).click();
    await decider.page.getByText('公示期太短').first().waitFor();
    await decider.page.getByRole('cell', { name: '7 个工作日' }).waitFor();
    await picture(decider.page, 'approvals');
    expect(await barriers(decider.page)).toEqual([]);
    await decider.page.getByRole('button', { name: '同意', exact: true }).click();
    await decider.page.getByText('请写明理由').waitFor();
    await decider.page.getByLabel('您的理由').fill('同意，自下周起');
    await decider.page.getByRole('button', { name: '同意', exact: true }).click();
    await decider.page.getByText('已同意，申请已执行').waitFor();
    await decider.page.getByRole('link', { name: '没有待我审批的事项' }).waitFor();
    expect(decider.problems).toEqual([]);
    await decider.context.close();

    await page.reload();
    await page.getByText('待生效').first().waitFor();
    await page.getByRole('button', { name: /条未读消息/ }).click();
    await page.getByText('您的申请（政策新版本）已获一个环节同意').waitFor();
    await proposer.context.close();

    const auditor = await signedIn(stage, 'shen.ji');
    await auditor.page.goto('/audit?action=adopt_policy');
    await auditor.page.getByText('政策版本通过').waitFor();
    await auditor.page.getByText('审计链完整').waitFor();
    expect(await barriers(auditor.page)).toEqual([]);
    await auditor.context.close();
  });
});
