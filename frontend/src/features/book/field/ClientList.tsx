import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { TextField } from '@/components/field/TextField';
import { Money } from '@/components/plain/Money';
import { useUrlFilters } from '@/lib/url-filters';
import { useMyClients, type ClientItem } from '../api';

const PAUSE_MS = 300;

export function segmentText(t: (key: string) => string, client: Pick<ClientItem, 'standing' | 'size'>): string {
  return [client.standing, client.size].flatMap((word) => (word === null || word === undefined ? [] : [t(`rounds:segment.${word}`)])).join(' · ');
}

/** My clients: found by characters, pinyin, initials or number. */
export function ClientList({ manager }: { manager: string }) {
  const { t } = useTranslation();
  const [{ q }, set] = useUrlFilters<'q'>();
  const [typed, setTyped] = useState(q ?? '');
  const clients = useMyClients(manager, q);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed.trim() !== (q ?? '')) set({ q: typed.trim() });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  });
  return (
    <div className="grid gap-3">
      <TextField
        label={t('book:find')}
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        maxLength={60}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      {clients.error !== null && <ErrorState error={clients.error} onRetry={clients.retry} />}
      {clients.error === null && clients.rows === undefined && <ListSkeleton rows={6} />}
      {clients.rows?.length === 0 && <EmptyState title={q === undefined ? t('book:none') : t('book:none_found')} detail={q === undefined ? t('book:none_detail') : t('book:none_found_detail')} />}
      {clients.rows !== undefined && clients.rows.length > 0 && (
        <ul className="-mx-4 divide-y divide-line border-y border-line bg-white">
          {clients.rows.map((client) => (
            <li key={client.id}>
              <Link to="/clients/$id" params={{ id: client.id }} className="flex min-h-16 items-center justify-between gap-3 px-4 py-2.5 text-ink no-underline active:bg-brand-soft">
                <span className="grid min-w-0">
                  <span className="truncate font-medium">{client.name}</span>
                  <span className="truncate text-[14px] text-quiet">{[segmentText(t, client), client.place ?? ''].filter((part) => part !== '').join(' · ')}</span>
                </span>
                <span className="grid flex-none justify-items-end text-[15px]">
                  <Money fen={client.worth_fen} withUnit />
                  {(client.exposure_fen ?? 0) > 0 && (
                    <span className="text-[13px] text-quiet">
                      {t('rounds:exposure')} <Money fen={client.exposure_fen} />
                    </span>
                  )}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {clients.hasMore && (
        <Button kind="quiet" running={clients.loadingMore} onClick={clients.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}
