import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTexts } from '@/i18n';
import { ClauseSource } from '@/components/plain/clause-source';
import { Money } from '@/components/plain/Money';
import { StateTag } from '@/components/plain/StateTag';
import { ProblemError } from '@/lib/problem';
import { ConfirmAct } from './ConfirmAct';
import { DataTable, type Column } from './DataTable';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';

const fetchClause = vi.fn((id: string) => Promise.resolve({ id, summary: '多人争的好客户可单个或成捆出价' }));

function show(node: ReactNode) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <ConfigProvider button={{ autoInsertSpace: false }}>
        <ClauseSource.Provider value={fetchClause}>{node}</ClauseSource.Provider>
      </ConfigProvider>
    </QueryClientProvider>,
  );
}

beforeAll(async () => {
  await startTexts({ 'zh-CN': () => import('@/i18n/bundles/desk.zh-CN'), en: () => import('@/i18n/bundles/desk.en') });
});
afterEach(cleanup);

const refusal = new ProblemError({ type: 'about:blank', title: '等级与客户不符', detail: '三级客户经理不能竞大户', status: 403, code: 'grade_too_low', clause: 'D9.5', errors: [], trace_id: 't9' });

describe('Money', () => {
  it('shows ten thousands and, on hover, the exact amount', () => {
    show(<Money fen={123_456_789} />);
    expect(screen.getByText('123.46').title).toBe('1,234,567.89 元');
  });

  it('shows a dash where there is none', () => {
    show(<Money fen={null} />);
    expect(screen.getByText('—')).toBeDefined();
  });
});

describe('StateTag', () => {
  it('says for whom a state waits', () => {
    show(<StateTag state="pending" waitingFor="支行考评小组" />);
    expect(screen.getByText('待审批：支行考评小组')).toBeDefined();
  });
});

describe('ErrorState', () => {
  it('gives the server\u2019s words, the trace and the clause, which opens its summary', async () => {
    show(<ErrorState error={refusal} />);
    expect(screen.getByText('等级与客户不符')).toBeDefined();
    expect(screen.getByText('追踪号 t9')).toBeDefined();
    expect(fetchClause).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: '依据 D9.5' }));
    expect(await screen.findByText('多人争的好客户可单个或成捆出价')).toBeDefined();
  });
});

describe('ConfirmAct', () => {
  const act = (onConfirm: (reason: string) => Promise<unknown>) => (
    <ConfirmAct act="取消轮次" changes={[{ label: '状态', from: '投标中', to: '已取消' }]} whom="3 名客户经理" effective="立即" undo="不能撤回" withReason onConfirm={onConfirm} />
  );

  it('says what, for whom, from when and how to undo, and wants a reason', async () => {
    const onConfirm = vi.fn(() => Promise.resolve());
    show(act(onConfirm));
    await userEvent.click(screen.getByRole('button', { name: '取消轮次' }));
    for (const text of ['3 名客户经理', '立即', '不能撤回', '已取消']) expect(await screen.findByText(text)).toBeDefined();
    const [, confirm] = screen.getAllByRole('button', { name: '取消轮次' });
    await userEvent.click(confirm ?? document.body);
    expect(await screen.findByText('请写明理由')).toBeDefined();
    expect(onConfirm).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText('理由'), ' 资料有误 ');
    await userEvent.click(confirm ?? document.body);
    await waitFor(() => {
      expect(onConfirm).toHaveBeenCalledWith('资料有误');
    });
  });

  it('stays open with the refusal and what was typed', async () => {
    show(act(() => Promise.reject(refusal)));
    await userEvent.click(screen.getByRole('button', { name: '取消轮次' }));
    await userEvent.type(await screen.findByLabelText('理由'), '资料有误');
    const [, confirm] = screen.getAllByRole('button', { name: '取消轮次' });
    await userEvent.click(confirm ?? document.body);
    expect(await screen.findByText('等级与客户不符')).toBeDefined();
    expect(screen.getByLabelText<HTMLTextAreaElement>('理由').value).toBe('资料有误');
  });
});

describe('DataTable', () => {
  interface Row {
    id: string;
    name: string;
    grade: string;
  }
  const columns: Column<Row>[] = [
    { key: 'name', title: '姓名', dataIndex: 'name', fixedColumn: true, sort: 'name' },
    { key: 'grade', title: '等级', dataIndex: 'grade' },
  ];
  const data = { rows: [{ id: '1', name: '周敏', grade: '二级' }], loading: false, error: null, hasMore: true, loadingMore: false, loadMore: vi.fn(), retry: vi.fn() };

  it('loads more, sorts by the server and opens a row by the keyboard', async () => {
    const onRow = vi.fn();
    const onSort = vi.fn();
    show(<DataTable id="t" label="名单" columns={columns} data={data} rowKey={(row) => row.id} onRow={onRow} onSort={onSort} empty={<EmptyState title="空" />} />);
    await userEvent.click(screen.getByRole('button', { name: '加载更多' }));
    expect(data.loadMore).toHaveBeenCalledOnce();
    await userEvent.click(screen.getAllByText('姓名')[0] ?? document.body);
    expect(onSort).toHaveBeenCalledWith('name');
    const row = screen.getByText('周敏').closest('tr');
    row?.focus();
    await userEvent.keyboard('{Enter}');
    expect(onRow).toHaveBeenCalledWith(data.rows[0]);
  });

  it('shows the failure in place of the rows, with a second try', async () => {
    const retry = vi.fn();
    const away = new ProblemError({ type: 'about:blank', title: '暂时不可用', status: 503, code: 'unavailable', errors: [] });
    show(<DataTable id="t" label="名单" columns={columns} data={{ ...data, rows: undefined, error: away, retry }} rowKey={(row) => row.id} empty={null} />);
    await userEvent.click(screen.getByRole('button', { name: '重试' }));
    expect(retry).toHaveBeenCalledOnce();
  });
});
