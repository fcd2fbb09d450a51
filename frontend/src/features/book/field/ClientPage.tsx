import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { Money } from '@/components/plain/Money';
import { may } from '@/lib/access';
import { percent } from '@/lib/format';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';
import { useAccounts, useBalances, useClient, type Account } from '../api';
import { AdjustSheet } from './AdjustSheet';
import { segmentText } from './ClientList';
import { Sparkline } from './Sparkline';

function AccountRow({ account }: { account: Account }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const balances = useBalances(account.id, open);
  const foreign = account.currency !== 'CNY';
  return (
    <li className="px-4">
      <button
        type="button"
        aria-expanded={open}
        className="flex min-h-16 w-full items-center justify-between gap-3 py-2.5 text-left"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <span className="grid min-w-0">
          <span className="truncate font-medium">{account.product}</span>
          <span className="text-[14px] text-quiet tabular-nums">
            {t(`book:kind.${account.kind}`)} · {account.account_no}
            {account.closed_on !== null && account.closed_on !== undefined && ` · ${t('book:closed')}`}
          </span>
        </span>
        <span className="grid flex-none justify-items-end">
          <span>
            <Money fen={account.balance_minor} unit="yuan" /> {foreign && account.currency}
          </span>
          <span className="text-[13px] text-quiet">
            {t('book:average', { days: account.average_days })} <Money fen={account.average_minor} unit="yuan" />
          </span>
        </span>
      </button>
      {open && balances.error !== null && <ErrorState error={balances.error} onRetry={() => void balances.refetch()} />}
      {open && balances.data !== undefined && <Sparkline days={balances.data.items.map((day) => ({ day: day.day, amount: day.balance_minor }))} label={t('book:balances', { from: balances.data.from, to: balances.data.to })} />}
      {open && account.is_natural && <p className="pb-3 text-[14px] text-quiet">{t('book:natural')}</p>}
    </li>
  );
}

/** One of my clients: who answers for it, accounts and balances, and the way to hand it over. */
export function ClientPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  const client = useClient(id);
  const accounts = useAccounts(id);
  const [adjusting, setAdjusting] = useState(false);
  if (client.error !== null) return <ErrorState error={client.error} onRetry={() => void client.refetch()} />;
  if (client.data === undefined) return <ListSkeleton rows={4} />;
  const one = client.data;
  const held = one.locked_by !== null && one.locked_by !== undefined;
  return (
    <div className="grid gap-4">
      <section className="grid gap-1 rounded-xl border border-line bg-white p-4">
        <h2 className="text-[19px] font-semibold">{one.name}</h2>
        <p className="text-quiet tabular-nums">{one.client_no}</p>
        <p className="text-quiet">{[segmentText(t, one), one.industry ?? '', one.place ?? ''].filter((part) => part !== '').join(' · ')}</p>
        <dl className="mt-2 grid grid-cols-2 gap-3">
          <div>
            <dt className="text-[13px] text-quiet">{t('rounds:worth')}</dt>
            <dd className="text-[18px]">
              <Money fen={one.worth_fen} withUnit />
            </dd>
          </div>
          <div>
            <dt className="text-[13px] text-quiet">{t('rounds:exposure')}</dt>
            <dd className="text-[18px]">
              <Money fen={one.exposure_fen} withUnit />
            </dd>
          </div>
        </dl>
      </section>
      <section className="rounded-xl border border-line bg-white p-4">
        <h3 className="mb-1 text-[14px] text-quiet">{t('book:owners')}</h3>
        {one.owners.length === 0 ? <p>{t('book:unallocated')}</p> : one.owners.map((owner) => (
          <p key={owner.manager_id} className="flex justify-between">
            <span>{owner.manager_name}</span>
            <span className="tabular-nums">{percent(owner.bps)}</span>
          </p>
        ))}
        {held && <p className="mt-1 text-gold">{t(`book:held.${one.locked_by?.kind ?? 'round'}`)}</p>}
        {one.contacts.map((contact) => (
          <p key={contact.id} className="text-[14px] text-quiet">
            {contact.label ?? ''} {contact.masked}
          </p>
        ))}
      </section>
      <section className="grid gap-2">
        <h3 className="text-[16px] font-semibold">{t('book:accounts')}</h3>
        {accounts.error !== null && <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />}
        {accounts.isPending && <ListSkeleton rows={2} />}
        {accounts.data?.length === 0 && <p className="text-quiet">{t('book:no_accounts')}</p>}
        {accounts.data !== undefined && accounts.data.length > 0 && (
          <ul className="-mx-4 divide-y divide-line border-y border-line bg-white">
            {accounts.data.map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </ul>
        )}
      </section>
      {may(me, 'apply_for_adjustment') && (
        <div className="grid gap-1">
          <Button
            kind="quiet"
            disabled={held || !online}
            onClick={() => {
              setAdjusting(true);
            }}
          >
            {t('book:adjust')}
          </Button>
          {held && <p className="text-[14px] text-quiet">{t('book:adjust_held')} <ClauseMark id="D9.4" /></p>}
          {!online && <p className="text-[14px] text-gold">{t('book:offline')}</p>}
        </div>
      )}
      {adjusting && (
        <AdjustSheet
          client={one}
          onClose={() => {
            setAdjusting(false);
          }}
        />
      )}
    </div>
  );
}
