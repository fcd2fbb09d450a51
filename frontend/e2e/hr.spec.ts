import { describe, expect, it } from 'vitest';
import { barriers, picture, signedIn } from './support/browser';
import { setStage } from './support/stage';

interface Credentials {
  id: string;
  secret: string;
}

const stage = setStage({ fill: 'demo' });

async function token({ id, secret }: Credentials): Promise<Response> {
  return fetch(`${stage.url}/api/v1/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: 'grant_type=client_credentials',
  });
}

async function bearer(credentials: Credentials): Promise<Record<string, string>> {
  const answer = (await (await token(credentials)).json()) as { access_token: string };
  return { authorization: `Bearer ${answer.access_token}` };
}

interface Employee {
  employee_no: string;
  name: string;
}

async function employees(headers: Record<string, string>): Promise<Employee[]> {
  const found: Employee[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const answer = await fetch(`${stage.url}/api/v1/hr/employees?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`, { headers });
    const page = (await answer.json()) as { items: Employee[]; next_cursor?: string };
    found.push(...page.items);
    cursor = page.next_cursor;
  }
  return found;
}

describe('the HR system', () => {
  let credentials: Credentials = { id: '', secret: '' };

  it('gets a client of its own, whose secret is shown once', async () => {
    const { page, context, problems } = await signedIn(stage, 'guan.li');
    await page.getByRole('link', { name: '接口客户端' }).first().click();
    await page.getByText('人力资源系统').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'hr-clients');
    await page.getByRole('button', { name: '新建客户端' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '新建客户端' }).click();
    await dialog.getByText('请填写名称').waitFor();
    await dialog.getByLabel('名称').fill('集团人事平台');
    for (const scope of ['读取员工', '发送人事事件']) await dialog.getByLabel(scope).check();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'hr-create');
    await dialog.getByRole('button', { name: '新建客户端' }).click();
    await page.getByText('密钥只显示这一次').waitFor();
    const shown = await page.getByRole('dialog').locator('code').allTextContents();
    credentials = { id: shown[0]?.trim() ?? '', secret: shown[1]?.trim() ?? '' };
    expect(credentials.secret).toMatch(/^kjs_/);
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'hr-secret');
    await page.getByRole('button', { name: '已保存' }).click();
    await page.getByRole('row', { name: /集团人事平台/ }).getByText('从未').waitFor();
    await page.reload();
    expect(await page.getByText(credentials.secret).count()).toBe(0);
    expect(problems).toEqual([]);
    await context.close();
  });

  it('says who leaves: the event is shown, and the branch is asked to lead the handover', async () => {
    const headers = await bearer(credentials);
    const leaver = (await employees(headers)).find((one) => one.name === '吴悦');
    const effective = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    const body = JSON.stringify({ biz_id: 'GRP-1', kind: 'leave', employee_no: leaver?.employee_no, effective_on: effective, reason: '合同到期' });
    const send = (key: string): Promise<Response> => fetch(`${stage.url}/api/v1/hr/events`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': key }, body });
    const first = await send('hr-e2e-0001');
    expect(first.status).toBe(201);
    expect(await (await send('hr-e2e-0002')).json()).toEqual(await first.json());
    const elsewhere = await fetch(`${stage.url}/api/v1/clients`, { headers });
    expect(elsewhere.status).toBe(403);

    const admin = await signedIn(stage, 'guan.li');
    await admin.page.getByRole('link', { name: '人事事件' }).first().click();
    await admin.page.getByRole('row', { name: /离职.*吴悦/ }).waitFor();
    expect(await barriers(admin.page)).toEqual([]);
    await picture(admin.page, 'hr-events');
    await admin.context.close();

    const president = await signedIn(stage, 'wang.fang');
    await president.page.goto('/leavings');
    await president.page.getByRole('row', { name: /吴悦.*人力资源系统/ }).click();
    await president.page.getByRole('heading', { name: '吴悦的离岗移交' }).waitFor();
    await president.context.close();
  });

  it('gets another secret, and is shut out once it is revoked', async () => {
    const { page, context, problems } = await signedIn(stage, 'guan.li');
    await page.goto('/api-clients');
    const row = page.getByRole('row', { name: /集团人事平台/ });
    await row.getByRole('button', { name: '更换密钥' }).click();
    await page.getByRole('dialog').getByLabel('立即失效').check();
    await page.getByRole('dialog').getByRole('button', { name: '更换密钥' }).click();
    await page.getByText('密钥只显示这一次').waitFor();
    const secret = (await page.getByRole('dialog').locator('code').allTextContents())[1]?.trim() ?? '';
    await page.getByRole('button', { name: '已保存' }).click();
    expect((await token(credentials)).status).toBe(401);
    expect((await token({ ...credentials, secret })).status).toBe(200);
    await row.getByRole('button', { name: '停用' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('平台更换');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '停用' }).click();
    await row.getByText('已结束').waitFor();
    expect((await token({ ...credentials, secret })).status).toBe(401);
    expect(problems).toEqual([]);
    await context.close();

    const auditor = await signedIn(stage, 'shen.ji');
    await auditor.page.goto('/audit?action=create_hr_event');
    await auditor.page.getByText('api:集团人事平台').first().waitFor();
    await auditor.context.close();
  });
});
