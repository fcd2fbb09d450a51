import { Tabs } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { unitOf } from '../commitment';
import { NextMoment } from '../NextMoment';
import { useRound, type Round } from '../api';
import { LotPicker } from './LotPicker';
import { MyApplications } from './MyApplications';
import { MyBids } from './MyBids';
import { ResultView } from './ResultView';

function Head({ round }: { round: Round }) {
  const { t } = useTranslation();
  const unit = unitOf(round.terms.unit_fen);
  return (
    <section className="grid gap-1.5">
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-[18px] leading-snug font-semibold">{round.name}</h2>
        <StateTag state={round.state} />
      </div>
      <p className="text-[16px] font-medium">
        <NextMoment round={round} />
      </p>
      <details className="text-[14px] text-quiet">
        <summary className="flex min-h-11 items-center text-brand">{t('bids:terms')}</summary>
        <p>
          {t(`rounds:measure.${round.terms.measure}`)}, {unit.wan ? t('rounds:unit_wan') : t('rounds:unit_of_yuan', { yuan: unit.yuan })}
        </p>
        <p>
          {round.terms.period_from} {t('rounds:to')} {round.terms.period_to}
        </p>
        <p>
          {t('rounds:closes_at')} <DateText value={round.closes_at} exact /> · {t('rounds:effective_on')} <DateText value={round.effective_on} />
        </p>
      </details>
    </section>
  );
}

/** A round on the phone: lots to choose, what is mine, the result. */
export function RoundPage({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const round = useRound(id);
  const [{ tab }, set] = useUrlFilters<'tab'>();
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <ListSkeleton rows={4} />;
  const { method, state } = round.data;
  const bidder = me.manager_id !== null && me.manager_id !== undefined;
  const decided = ['cleared', 'notice', 'confirmed', 'effective'].includes(state);
  const tabs = [
    { key: 'lots', label: t('rounds:lots'), node: <LotPicker round={round.data} /> },
    ...(method === 'open_tender' && bidder && may(me, 'list_my_bids') ? [{ key: 'mine', label: t('bids:my_bids'), node: <MyBids round={round.data} /> }] : []),
    ...(method === 'voluntary_application' && bidder && may(me, 'apply_for_lot') ? [{ key: 'mine', label: t('bids:my_applications'), node: <MyApplications round={round.data} /> }] : []),
    ...(method === 'open_tender' && decided ? [{ key: 'result', label: t('bids:result'), node: <ResultView round={round.data} /> }] : []),
  ];
  const first = decided && method === 'open_tender' ? 'result' : 'lots';
  return (
    <div className="grid gap-4">
      <Head round={round.data} />
      <Tabs.Root
        value={tabs.some((one) => one.key === tab) ? (tab ?? first) : first}
        onValueChange={(key) => {
          set({ tab: key });
        }}
      >
        <Tabs.List className="mb-4 flex rounded-lg bg-soft p-1" aria-label={round.data.name}>
          {tabs.map((one) => (
            <Tabs.Trigger key={one.key} value={one.key} className="min-h-11 flex-1 rounded-md text-[15px] text-quiet data-[state=active]:bg-white data-[state=active]:font-medium data-[state=active]:text-brand data-[state=active]:shadow-sm">
              {one.label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {tabs.map((one) => (
          <Tabs.Content key={one.key} value={one.key} className="outline-none">
            {one.node}
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </div>
  );
}
