import { Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUrlFilters } from '@/lib/url-filters';
import type { Round } from '@/features/rounds/api';
import { DryRunPane } from '../DryRunPane';
import { LotTable } from '../LotTable';
import { BasicsStep } from './BasicsStep';
import { LotsStep } from './LotsStep';
import { ParticipantsStep } from './ParticipantsStep';
import { TermsStep } from './TermsStep';

const STEPS = ['basics', 'terms', 'lots', 'participants', 'check'] as const;

/** A draft from its name to its publication; the step stands in the URL. */
export function RoundWizard({ round }: { round: Round }) {
  const { t } = useTranslation();
  const [{ step }, set] = useUrlFilters<'step'>();
  const current = Math.max(0, STEPS.findIndex((name) => name === step));
  const next = (): void => {
    set({ step: STEPS[Math.min(current + 1, STEPS.length - 1)] });
  };
  return (
    <div className="kj-stack">
      <Steps
        current={current}
        size="small"
        items={STEPS.map((name) => ({ title: t(`roundsdesk:wizard.step.${name}`) }))}
        onChange={(index) => {
          set({ step: STEPS[index] });
        }}
      />
      {STEPS[current] === 'basics' && <BasicsStep round={round} onSaved={next} />}
      {STEPS[current] === 'terms' && <TermsStep round={round} onSaved={next} />}
      {STEPS[current] === 'lots' && <LotsStep round={round} onSaved={next} />}
      {STEPS[current] === 'participants' && <ParticipantsStep round={round} onSaved={next} />}
      {STEPS[current] === 'check' && (
        <>
          <p className="kj-quiet">{t('roundsdesk:wizard.check_lead')}</p>
          <DryRunPane roundId={round.id} />
          <LotTable round={round} />
        </>
      )}
    </div>
  );
}
