import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { MARK, type Props } from './clause-mark';

// Errors carry a mark, and the first page may show an error: what opens from it is no part of the first load.
const ClausePopover = lazy(() => import('./ClausePopover').then((module) => ({ default: module.ClausePopover })));

/** The small mark behind a refusal, a warning or a computed figure; opens the clause's summary. */
export function ClauseMark(props: Props) {
  const { t } = useTranslation();
  return (
    <Suspense fallback={<span className={MARK}>{t('common:clause.mark', { id: props.id })}</span>}>
      <ClausePopover {...props} />
    </Suspense>
  );
}
