import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { useDispatches, type Dispatch } from '../api';

function Card({ one }: { one: Dispatch }) {
  const { t } = useTranslation();
  return (
    <li className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
      <span className="flex items-start justify-between gap-3">
        <span className="text-[17px] leading-snug font-semibold">{one.to_branch_name}</span>
        <StateTag state={one.today ? 'running' : one.state} />
      </span>
      <span className="text-[15px] font-medium tabular-nums">{t('dispatch:span', { from: one.valid_from, to: one.valid_to })}</span>
      <span className="text-[14px]">{t(`dispatch:purpose_of.${one.purpose}`)}</span>
      <span className="text-[14px] whitespace-pre-wrap text-quiet">{one.task}</span>
      <span className="text-[14px] text-quiet">{t('dispatch:by_whom', { name: one.proposed_by })}</span>
    </li>
  );
}

/** One's own dispatches, the latest first: what for, where, when and how far. Others propose and confirm them. */
export function MyDispatches({ manager }: { manager: string }) {
  const { t } = useTranslation();
  const dispatches = useDispatches({}, manager);
  if (dispatches.error !== null) return <ErrorState error={dispatches.error} onRetry={dispatches.retry} />;
  if (dispatches.rows === undefined) return <ListSkeleton rows={3} />;
  return (
    <div className="grid gap-4">
      <p className="text-[14px] text-quiet">
        {t('dispatch:mine_lead')} <ClauseMark id="E4.2" />
      </p>
      {dispatches.rows.length === 0 ? (
        <EmptyState title={t('dispatch:mine_none')} detail={t('dispatch:mine_none_detail')} />
      ) : (
        <ul className="grid gap-3">
          {dispatches.rows.map((one) => (
            <Card key={one.id} one={one} />
          ))}
        </ul>
      )}
      {dispatches.hasMore && (
        <Button kind="quiet" running={dispatches.loadingMore} onClick={dispatches.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}
