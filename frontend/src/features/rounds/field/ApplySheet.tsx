import { useTranslation } from 'react-i18next';
import { showText } from '@/components/field/toasts';
import { applyForLot, useRoundAct, type Lot, type Round } from '../api';
import { ReasonSheet } from '@/components/field/ReasonSheet';

/** Applies for a lot with a reason. */
export function ApplySheet({ round, lot, onDone, onClose }: { round: Round; lot: Lot; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation();
  const apply = useRoundAct((reason: string) => applyForLot(round, lot.id, reason));
  return (
    <ReasonSheet
      title={t('bids:apply_title', { lot: lot.name })}
      lead={t('bids:apply_lead')}
      label={t('common:confirm.reason')}
      act={t('bids:apply')}
      draft={`apply.${lot.id}`}
      running={apply.isPending}
      error={apply.error}
      onSubmit={(reason, forget) => {
        apply.mutate(reason, {
          onSuccess: () => {
            forget();
            showText(t('bids:applied'));
            onDone();
          },
        });
      }}
      onClose={onClose}
    />
  );
}
