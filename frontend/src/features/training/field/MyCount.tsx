import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/field/ClauseMark';
import { useMe } from '@/lib/session';
import { useTrainingCounts } from '../api';
import { isShort } from '../phase';

/** How many of head office's events I attended this year, of how many I am owed. */
export function MyCount() {
  const { t } = useTranslation();
  const me = useMe();
  const counts = useTrainingCounts();
  const mine = counts.data?.items.find((item) => item.manager_id === me.manager_id);
  if (counts.data === undefined || mine === undefined) return null;
  const left = mine.owed - mine.attended;
  return (
    <section className="grid gap-1 rounded-xl border border-line bg-white p-4" aria-label={t('training:my_count')}>
      <p className="text-[14px] text-quiet">{t('training:this_year', { year: counts.data.year })}</p>
      <p className="text-[24px] font-semibold tabular-nums">{t('training:of', { attended: mine.attended, owed: mine.owed })}</p>
      <p className={isShort(mine) ? 'text-gold' : 'text-green'}>{isShort(mine) ? t('training:left', { count: left }) : t('training:enough')}</p>
      <ClauseMark id="D8.2" policyVersion={counts.data.policy_number} />
    </section>
  );
}
