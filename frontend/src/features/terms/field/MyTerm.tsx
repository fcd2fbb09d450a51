import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/field/ClauseMark';
import { EmptyState } from '@/components/field/EmptyState';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { count, lastDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useTerm } from '../api';
import { stateOf } from '../words';

const box = 'grid gap-1 rounded-xl border border-line bg-white p-4';

/** My own term: until when, what its assessment came to, what renewed it. */
export function MyTerm() {
  const { t } = useTranslation();
  const me = useMe();
  const mine = me.manager_id ?? '';
  const found = useTerm(mine, mine !== '');
  if (mine === '') return <EmptyState title={t('terms:no_manager')} detail={t('terms:no_manager_detail')} />;
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={2} />;
  const term = found.data;
  const left = term.days_left ?? undefined;
  return (
    <div className="grid gap-4">
      <section className={box} aria-label={t('terms:title')}>
        <p className="flex items-center justify-between gap-3 text-[14px] text-quiet">
          {t('terms:title')} <StateTag state={stateOf(term.standing)} />
        </p>
        <p className="text-[24px] font-semibold tabular-nums">{term.last_day === undefined || term.last_day === null ? t('common:state.term_open') : <DateText value={term.last_day} />}</p>
        <p className="text-[14px] text-quiet">{t('terms:since', { day: term.term_from })}</p>
        {left !== undefined && left > 0 && <p className={term.standing === 'ending' ? 'text-gold' : undefined}>{t('terms:left', { count: left, days: count(left) })}</p>}
        {term.standing === 'lapsed' && <p className="text-red">{t('terms:lapsed_means')}</p>}
        {term.standing === 'ending' && <p className="text-[14px]">{t('terms:ending_means')}</p>}
        <ClauseMark id="D4" policyVersion={term.policy_number} />
      </section>
      <section className={box} aria-labelledby="assessment">
        <h2 id="assessment" className="text-[14px] text-quiet">
          {t('terms:this_assessment')}
        </h2>
        <p>{term.passed === undefined || term.passed === null ? t('terms:unassessed') : <StateTag state={term.passed ? 'assessment_passed' : 'assessment_failed'} />}</p>
        {typeof term.request_id === 'string' && <p className="text-gold">{t('terms:renewal_waits')}</p>}
        {term.results.map((result) => (
          <p key={result.id} className="border-t border-line pt-2 text-[14px]">
            <span className="flex justify-between gap-3 font-medium">
              {t('terms:span', { from: result.period_from, to: result.period_to })}
              <StateTag state={result.passed ? 'assessment_passed' : 'assessment_failed'} />
            </span>
            <span className="text-quiet">{result.evidence}</span>
          </p>
        ))}
      </section>
      {term.renewals.length > 0 && (
        <section className={box} aria-labelledby="renewals">
          <h2 id="renewals" className="text-[14px] text-quiet">
            {t('terms:renewed')}
          </h2>
          {term.renewals.map((renewal) => (
            <p key={renewal.request_id} className="flex justify-between gap-3">
              <span>{renewal.bank_term}</span>
              <span className="tabular-nums">{t('terms:span', { from: renewal.valid_from, to: lastDay(renewal.valid_to) })}</span>
            </p>
          ))}
        </section>
      )}
    </div>
  );
}
