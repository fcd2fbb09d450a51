import { Form, Input, Radio, Segmented, Tag } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button, Skeleton } from 'antd';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Chart } from '@/components/desk/chart/Chart';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { Money } from '@/components/plain/Money';
import { may } from '@/lib/access';
import { wan, yuan } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { confirmWon, useAccounts, useBalances, type Account, type ClientDetail } from '../api';
import { Owners } from './tags';

const SPANS = [90, 180, 365, 730] as const;

/** An amount of an account: fen as money, another currency with its code. */
function Amount({ minor, currency }: { minor: number; currency: string }) {
  return currency === 'CNY' ? <Money fen={minor} unit="yuan" /> : <span className="kj-numeric">{`${yuan(minor)} ${currency}`}</span>;
}

function Balances({ account }: { account: Account }) {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'span'>();
  const span = SPANS.find((days) => days.toString() === filters.span) ?? account.average_days;
  const from = dayjs(me.today).subtract(span, 'day').format('YYYY-MM-DD');
  const series = useBalances(account.id, from, me.today);
  const items = series.data?.items;
  const option = useMemo(
    () => ({
      grid: { left: 72, right: 16, top: 16, bottom: 28 },
      tooltip: { trigger: 'axis' as const, valueFormatter: (value: unknown) => (typeof value === 'number' ? yuan(value) : '') },
      xAxis: { type: 'category' as const, data: items?.map((item) => item.day) ?? [], boundaryGap: false },
      yAxis: { type: 'value' as const, axisLabel: { formatter: (value: number) => wan(Math.round(value)) }, scale: true },
      series: [{ type: 'line' as const, step: 'end' as const, showSymbol: false, areaStyle: { opacity: 0.08 }, data: items?.map((item) => item.balance_minor) ?? [] }],
    }),
    [items],
  );
  if (series.error !== null) return <ErrorState error={series.error} onRetry={() => void series.refetch()} />;
  if (items === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  return (
    <Chart
      title={t('clients:balance_of', { no: account.account_no })}
      option={option}
      columns={[{ title: t('clients:day') }, { title: t('clients:balance'), numeric: true }]}
      rows={[...items].reverse().map((item) => [item.day, <Amount key={item.day} minor={item.balance_minor} currency={account.currency} />])}
      extra={
        <Segmented<number>
          size="small"
          aria-label={t('clients:span')}
          value={span}
          options={[...new Set([account.average_days, ...SPANS])].sort((a, b) => a - b).map((days) => ({ value: days, label: t('common:days_count', { count: days }) }))}
          onChange={(days) => {
            setFilters({ span: days.toString() });
          }}
        />
      }
    />
  );
}

function Won({ account }: { account: Account }) {
  const { t } = useTranslation();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('clients:won.open')}
      </Button>
      <FormDialog<{ outcome: 'won' | 'natural'; reason: string }>
        open={open}
        title={t('clients:won.title', { no: account.account_no })}
        act={t('clients:won.act')}
        initialValues={{ outcome: 'won' }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ outcome, reason }) => {
          await confirmWon(account, outcome, reason.trim());
          await cache.invalidateQueries({ queryKey: ['clients'] });
          say(t(`clients:won.done.${outcome}`));
        }}
      >
        {() => (
          <>
            <Form.Item name="outcome" label={t('clients:won.outcome')}>
              <Radio.Group
                options={[
                  { value: 'won', label: t('clients:won.won') },
                  { value: 'natural', label: t('clients:won.natural') },
                ]}
              />
            </Form.Item>
            <p className="kj-quiet">
              {t('clients:won.effect')} <ClauseMark id="D9.1" /> <ClauseMark id="D9.2" />
            </p>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** A client's accounts; the chosen one's balances as a picture with its table. */
export function Accounts({ client }: { client: ClientDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'account'>();
  const data = useAccounts(client.id);
  const chosen = data.rows?.find((account) => account.id === filters.account) ?? data.rows?.[0];
  const columns: Column<Account>[] = [
    { key: 'no', title: t('clients:account_no'), fixedColumn: true, render: (_value, account) => <span className={account.id === chosen?.id ? 'kj-chosen' : undefined}>{account.account_no}</span> },
    { key: 'kind', title: t('clients:account_kind_label'), render: (_value, account) => t(`clients:account_kind.${account.kind}`) },
    { key: 'product', title: t('clients:product'), dataIndex: 'product' },
    { key: 'balance', title: t('clients:balance_yuan'), numeric: true, render: (_value, account) => <Amount minor={account.balance_minor} currency={account.currency} /> },
    { key: 'average', title: t('clients:average_yuan', { days: data.rows?.[0]?.average_days ?? 90 }), numeric: true, render: (_value, account) => <Amount minor={account.average_minor} currency={account.currency} /> },
    {
      key: 'state',
      title: t('clients:state_label'),
      render: (_value, account) => (
        <span className="kj-tags">
          {account.closed_on !== undefined && account.closed_on !== null && <Tag>{t('clients:closed_on', { day: account.closed_on })}</Tag>}
          {account.credit_kind && <Tag color="purple">{t('clients:credit')}</Tag>}
          {account.is_natural && <Tag>{t('clients:natural')}</Tag>}
          {account.won_confirmed_on !== undefined && account.won_confirmed_on !== null && <Tag color="green">{t('clients:won_on', { day: account.won_confirmed_on })}</Tag>}
          {account.loan !== undefined && account.loan !== null && account.loan.loan_class !== 'normal' && <Tag color="volcano">{t(`clients:loan_class.${account.loan.loan_class}`)}</Tag>}
        </span>
      ),
    },
    { key: 'owners', title: t('clients:owners'), render: (_value, account) => (account.owners === undefined || account.owners === null ? <span className="kj-quiet">{t('clients:as_client')}</span> : <Owners owners={account.owners} />) },
    { key: 'opened', title: t('clients:account_opened'), hiddenAtFirst: true, render: (_value, account) => <DateText value={account.opened_on} /> },
  ];
  return (
    <div className="kj-stack">
      <DataTable<Account>
        id="client-accounts"
        label={t('clients:tab.accounts')}
        columns={columns}
        data={data}
        rowKey={(account) => account.id}
        onRow={(account) => {
          setFilters({ account: account.id });
        }}
        empty={<EmptyState title={t('clients:no_accounts')} detail={t('clients:no_accounts_detail')} />}
      />
      {chosen !== undefined && (
        <>
          {chosen.loan !== undefined && chosen.loan !== null && (
            <Panel title={t('clients:loan')}>
              <Facts
                items={[
                  { label: t('clients:principal'), value: <Amount minor={chosen.loan.principal_minor} currency={chosen.currency} /> },
                  { label: t('clients:loan_class_label'), value: t(`clients:loan_class.${chosen.loan.loan_class}`) },
                  { label: t('clients:granted_on'), value: <DateText value={chosen.loan.granted_on} /> },
                  { label: t('clients:due_on'), value: <DateText value={chosen.loan.due_on} /> },
                ]}
              />
            </Panel>
          )}
          <Balances key={chosen.id} account={chosen} />
          {may(me, 'confirm_won') && chosen.kind === 'personal_deposit' && (
            <div>
              <Won account={chosen} />
            </div>
          )}
        </>
      )}
    </div>
  );
}
