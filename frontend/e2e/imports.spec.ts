import { describe, expect, it } from 'vitest';
import { barriers, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

const CSV = ['code,name,kind,parent_code,district,opened_on,closed_on', 'B91,测试支行,branch,HO,测试区,2020-01-01,', 'B92,坏行支行,branch,NOWHERE,测试区,2020-01-01,'].join('\n');

const stage = setStage({ fill: 'demo' });

describe('importing a file', () => {
  it('loads the good row, says why the bad one was refused, and skips what stands already', async () => {
    const { page, context, problems } = await signedIn(stage, 'ren.li');
    await page.goto('/imports');
    const upload = async (): Promise<void> => {
      await page.getByRole('button', { name: '开始导入' }).waitFor();
      await page.getByRole('combobox', { name: '文件内容' }).last().click();
      await page.getByTitle('机构', { exact: true }).last().click();
      await page.locator('input[type=file]').setInputFiles({ name: 'units.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV) });
      await page.getByRole('button', { name: '开始导入' }).click();
    };
    await upload();
    await page.getByText('已导入 1 行，退回 1 行。').waitFor();
    await page.getByRole('cell', { name: '3', exact: true }).waitFor();
    await picture(page, 'import');
    expect(await barriers(page)).toEqual([]);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载被退回的行' }).click();
    expect((await download).suggestedFilename()).toContain('被退回');

    await page.getByRole('link', { name: '导入记录' }).click();
    expect(await barriers(page)).toEqual([]);
    await upload();
    await page.getByText('已导入 0 行，退回 1 行。').waitFor();
    await page.goto('/imports/schemas');
    await page.getByRole('tab', { name: '机构' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(problems).toEqual([]);
    await context.close();
  });
});
