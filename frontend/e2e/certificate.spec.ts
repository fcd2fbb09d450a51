import { describe, expect, it } from 'vitest';
import { barriers, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const stage = setStage({ fill: 'demo' });

describe('a certificate and what it rests on', () => {
  it('names the lines that stand in the way of a decision', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/certification');
    await page.getByRole('row', { name: /吴悦/ }).first().click();
    await page.getByText('下列资格条件未通过，补齐前不能提请或作出认定：').waitFor();
    await picture(page, 'certificate-hindered');
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('limits bidding and deciding as the policy says', async () => {
    const { page, context, problems } = await signedIn(stage, 'chen.yewu');
    await page.goto('/policy');
    await page.getByText('证书过期限制竞价').first().waitFor();
    await page.getByText('未填报的入门条件阻止认定').first().waitFor();
    await page.getByRole('button', { name: '以此为底稿修改' }).click();
    await page.getByRole('heading', { name: '提出政策新版本' }).waitFor();
    const lapsed = page.getByRole('switch', { name: '证书过期限制竞价' });
    await lapsed.scrollIntoViewIfNeeded();
    await picture(page, 'certificate-policy');
    await lapsed.click();
    await page.getByRole('row', { name: /证书过期限制竞价/ }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
