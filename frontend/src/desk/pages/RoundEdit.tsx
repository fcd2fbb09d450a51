import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { RoundActs } from '@/features/rounds/desk/RoundActs';
import { BasicsStep } from '@/features/rounds/desk/wizard/BasicsStep';
import { RoundWizard } from '@/features/rounds/desk/wizard/RoundWizard';
import { useRound } from '@/features/rounds/api';
import { useUrlFilters } from '@/lib/url-filters';
import { StateTag } from '@/components/plain/StateTag';
import { PageSkeleton } from '../layout/PageSkeleton';

/** Makes a round; from then on it is a draft at its own place. */
export function RoundNew() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={t('roundsdesk:create')} lead={t('roundsdesk:wizard.lead')} />
      <BasicsStep
        onSaved={(round) => {
          void navigate({ to: '/rounds/$id/edit', params: { id: round.id }, search: { step: 'terms' } });
        }}
      />
    </>
  );
}

/** A draft's wizard. A round that is a draft no more has its page. */
export function RoundEdit() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const [{ step }] = useUrlFilters<'step'>();
  const navigate = useNavigate();
  const round = useRound(id);
  const over = round.data !== undefined && !round.data.may.includes('update_round');
  useEffect(() => {
    if (over) void navigate({ to: '/rounds/$id', params: { id }, replace: true });
  }, [over, id, navigate]);
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <PageSkeleton />;
  if (over) return <PageSkeleton />;
  return (
    <>
      <PageHeader title={round.data.name} tags={<StateTag state={round.data.state} />} lead={t('roundsdesk:wizard.lead')} actions={<RoundActs round={round.data} editing={step === 'check' ? 'last' : 'before'} />} />
      <RoundWizard round={round.data} />
    </>
  );
}
