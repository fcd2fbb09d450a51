import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { dateTime } from '@/lib/format';
import { useRecruitments, type Recruitment } from '../api';
import { applicationState, phaseState } from '../states';
import { postText } from '../words';

function Card({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const mine = round.mine ?? undefined;
  return (
    <li>
      <Link to="/recruitments/$id" params={{ id: round.id }} className="grid gap-1.5 rounded-xl border border-line bg-white p-4 text-ink no-underline active:bg-brand-soft">
        <span className="flex items-start justify-between gap-3">
          <span className="text-[17px] leading-snug font-semibold">{round.title}</span>
          <StateTag state={phaseState(round.phase)} />
        </span>
        <span className="text-[15px]">
          {postText(t, round)} · {t('recruitment:vacancies_of', { count: round.vacancies })}
        </span>
        <span className="flex items-center justify-between gap-3 text-[14px] text-quiet">
          <span>{t('recruitment:closes_at', { time: dateTime(round.closes_at) })}</span>
          {mine !== undefined && <StateTag state={applicationState(mine.state)} />}
        </span>
      </Link>
    </li>
  );
}

/** Rounds as cards, newest first. */
export function RecruitmentCards() {
  const { t } = useTranslation();
  const rounds = useRecruitments({});
  if (rounds.error !== null) return <ErrorState error={rounds.error} onRetry={rounds.retry} />;
  if (rounds.rows === undefined) return <ListSkeleton rows={3} />;
  if (rounds.rows.length === 0) return <EmptyState title={t('recruitment:none')} detail={t('recruitment:none_detail')} />;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-3">
        {rounds.rows.map((round) => (
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
