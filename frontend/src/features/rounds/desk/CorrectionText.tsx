import { useTranslation } from 'react-i18next';
import { wan } from '@/lib/format';
import { useLots, useParticipants, type Round } from '../api';
import { useBook } from '../results';
import type { Correction } from '../result-types';

/** How an objection corrected the book, in words. */
export function CorrectionText({ round, correction }: { round: Round; correction: Correction }) {
  const { t } = useTranslation();
  const book = useBook(round.id, true);
  const lots = useLots(round.id);
  const participants = useParticipants(round.id);
  const who = (id: string | undefined): string => participants.data?.find((participant) => participant.manager_id === id)?.manager_name ?? '…';
  if (correction.kind === 'correct_limits') {
    const capacity = correction.capacity ?? t('rounds:no_limit');
    const exposure = typeof correction.max_exposure_fen === 'number' ? t('common:wan_amount', { amount: wan(correction.max_exposure_fen) }) : t('rounds:no_limit');
    return <>{t('roundsdesk:objection.corrected.correct_limits', { manager: who(correction.manager), capacity, exposure })}</>;
  }
  const bid = [...(book.data?.bids ?? []), ...(book.data?.excluded.map((entry) => entry.bid) ?? [])].find((entry) => entry.id === correction.bid);
  const names = lots.data?.filter((lot) => bid?.lots.includes(lot.id)).map((lot) => lot.name) ?? [];
  return <>{t(`roundsdesk:objection.corrected.${correction.kind}`, { manager: who(bid?.manager), lots: names.join(t('rounds:and')) })}</>;
}
