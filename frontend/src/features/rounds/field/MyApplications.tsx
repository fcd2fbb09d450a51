import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { DateText } from '@/components/plain/DateText';
import { useOnline } from '@/lib/online';
import { useApplications, useLots, useRoundAct, withdrawApplication, type Application, type Round } from '../api';

/** My applications in a round. */
export function MyApplications({ round }: { round: Round }) {
  const { t } = useTranslation();
  const online = useOnline();
  const applications = useApplications(round.id);
  const lots = useLots(round.id);
  const withdraw = useRoundAct((application: Application) => withdrawApplication(application));
  if (applications.error !== null) return <ErrorState error={applications.error} onRetry={() => void applications.refetch()} />;
  if (applications.data === undefined) return <ListSkeleton rows={2} />;
  const mine = applications.data.filter((one) => one.mine);
  if (mine.length === 0) return <EmptyState title={t('bids:no_applications')} detail={t('bids:no_applications_detail')} />;
  const names = new Map((lots.data ?? []).map((lot) => [lot.id, lot.name]));
  return (
    <div className="grid gap-3">
      {withdraw.error !== null && <ErrorState error={withdraw.error} />}
      <ul className="grid gap-3">
        {mine.map((one) => (
          <li key={one.id} className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
            <p className="flex justify-between gap-3 font-medium">
              <span>
                {one.lot_number} {names.get(one.lot_id)}
              </span>
              <span>{t(`rounds:application.${one.state}`)}</span>
            </p>
            <p>{one.reason}</p>
            <p className="text-[13px] text-quiet">
              <DateText value={one.created_at} exact />
            </p>
            {one.state === 'pending' && round.state === 'open' && (
              <Button
                kind="danger"
                disabled={!online}
                running={withdraw.isPending && withdraw.variables.id === one.id}
                onClick={() => {
                  withdraw.mutate(one);
                }}
              >
                {t('bids:withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
