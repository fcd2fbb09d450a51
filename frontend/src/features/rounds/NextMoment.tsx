import { useTranslation } from 'react-i18next';
import { Countdown } from '@/components/plain/Countdown';
import { DateText } from '@/components/plain/DateText';
import { NONE } from '@/lib/format';
import type { Round } from './types';

type Moments = Pick<Round, 'state' | 'opens_at' | 'closes_at' | 'notice_ends_at' | 'effective_on'>;

/** What comes next in a round, and when by the server's clock. */
export function NextMoment({ round }: { round: Moments }) {
  const { t } = useTranslation();
  const until = round.state === 'published' ? round.opens_at : round.state === 'open' ? round.closes_at : round.state === 'notice' ? round.notice_ends_at : undefined;
  if (until !== undefined && until !== null) {
    return (
      <span>
        {t(`rounds:until.${round.state}`)} <Countdown until={until} />
      </span>
    );
  }
  if (round.state === 'confirmed' && round.effective_on !== undefined && round.effective_on !== null) {
    return (
      <span>
        {t('rounds:until.confirmed')} <DateText value={round.effective_on} />
      </span>
    );
  }
  return <span>{NONE}</span>;
}
