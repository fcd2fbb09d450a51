import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { useRounds, type Round } from '../api';
import { NextMoment } from '../NextMoment';

/** What asks for an act comes first. */
const ORDER: readonly Round['state'][] = ['open', 'notice', 'published', 'closed', 'cleared', 'confirmed', 'effective', 'cancelled', 'draft'];

function Card({ round }: { round: Round }) {
  const { t } = useTranslation();
  return (
    <li>
      <Link to="/bids/$id" params={{ id: round.id }} className="grid gap-1.5 rounded-xl border border-line bg-white p-4 text-ink no-underline active:bg-brand-soft">
        <span className="flex items-start justify-between gap-3">
          <span className="text-[17px] leading-snug font-semibold">{round.name}</span>
          <StateTag state={round.state} />
        </span>
        <span className="text-[14px] text-quiet">
          {t(`rounds:method.${round.method}`)} · {t('bids:lots_clients', { lots: round.lots, clients: round.clients })}
        </span>
        {['published', 'open', 'notice', 'confirmed'].includes(round.state) && (
          <span className="text-[15px] font-medium">
            <NextMoment round={round} />
          </span>
        )}
      </Link>
    </li>
  );
}

/** Rounds as cards, the open ones first. `only` leaves those in a state. */
export function RoundCards({ only }: { only?: Round['state'] }) {
  const { t } = useTranslation();
  const rounds = useRounds(only === undefined ? {} : { state: only });
  if (rounds.error !== null) return <ErrorState error={rounds.error} onRetry={rounds.retry} />;
  if (rounds.rows === undefined) return <ListSkeleton rows={only === undefined ? 4 : 1} />;
  if (rounds.rows.length === 0) return only === undefined ? <EmptyState title={t('bids:no_rounds')} detail={t('bids:no_rounds_detail')} /> : <p className="text-quiet">{t('bids:no_open_rounds')}</p>;
  const rows = [...rounds.rows].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <div className="grid gap-3">
      <ul className="grid gap-3">
        {rows.map((round) => (
          <Card key={round.id} round={round} />
        ))}
      </ul>
      {rounds.hasMore && (
        <Button kind="quiet" running={rounds.loadingMore} onClick={rounds.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}
