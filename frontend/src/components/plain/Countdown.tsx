import { useTranslation } from 'react-i18next';
import { dateTimeExact, duration } from '@/lib/format';
import { useCountdown } from '@/lib/server-time';

/** Time left until a moment by the server's clock. */
export function Countdown({ until }: { until: string }) {
  const { t } = useTranslation();
  const seconds = useCountdown(until);
  const { days, clock } = duration(seconds);
  const text = seconds === 0 ? t('common:countdown_over') : days === 0 ? clock : t('common:countdown_days', { count: days, clock });
  return (
    <time dateTime={until} title={dateTimeExact(until)} role="timer" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      {text}
    </time>
  );
}
