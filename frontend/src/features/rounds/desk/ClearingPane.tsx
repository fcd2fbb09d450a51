import { Alert, Statistic } from 'antd';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { ErrorState } from '@/components/desk/ErrorState';
import { count } from '@/lib/format';
import { committedWan } from '../commitment';
import { useRoundAct, type Round } from '../api';
import { stopClearing, useClearing } from '../results';
import { useJob } from '../use-job';

/** What a running clearing tells about itself. */
interface Progress {
  value?: number | null;
  bound?: number | null;
  gap_pct?: string | null;
  work?: number | null;
}

/** The clearing of a closed tender, once it has begun. */
export function Clearing({ round }: { round: Round }) {
  const clearing = useClearing(round.id, round.method === 'open_tender' && round.state === 'closed');
  if (round.state !== 'closed' || clearing.data === undefined || clearing.data === null) return null;
  return <ClearingPane round={round} jobId={clearing.data.job_id} />;
}

/** A clearing as it runs: best value, bound, what is still between them, and the work done. */
function ClearingPane({ round, jobId }: { round: Round; jobId: string }) {
  const { t } = useTranslation();
  const { job, lost, failure } = useJob(jobId);
  const stop = useRoundAct(() => stopClearing(round));
  const progress = (job?.progress ?? {}) as Progress;
  const value = (figure: number | null | undefined): string => (figure === null || figure === undefined ? '…' : committedWan(figure, round.terms.unit_fen));
  if (failure !== undefined) return <ErrorState error={failure} />;
  return (
    <section className="kj-panel" aria-label={t('roundsdesk:clearing.title')} aria-live="off">
      <h2 className="kj-section">{t('roundsdesk:clearing.title')}</h2>
      <p className="kj-quiet" role="status">
        {job?.state === 'queued' || job === undefined ? t('roundsdesk:clearing.queued') : job.state === 'failed' ? t('roundsdesk:clearing.failed') : t('roundsdesk:clearing.running')}
      </p>
      <div className="kj-figures">
        <Statistic title={t('roundsdesk:clearing.value')} value={value(progress.value)} />
        <Statistic title={t('roundsdesk:clearing.bound')} value={value(progress.bound)} />
        <Statistic title={t('roundsdesk:clearing.gap')} value={progress.gap_pct === null || progress.gap_pct === undefined ? '…' : `${progress.gap_pct} %`} />
        <Statistic title={t('roundsdesk:clearing.work')} value={progress.work === null || progress.work === undefined ? '…' : count(progress.work)} />
      </div>
      {lost && <Alert type="warning" showIcon title={t('roundsdesk:clearing.lost')} />}
      {round.may.includes('stop_clearing') && (
        <ConfirmAct
          act={t('roundsdesk:clearing.stop')}
          buttonType="default"
          changes={[{ label: t('roundsdesk:consequence'), to: t('roundsdesk:clearing.stop_what') }]}
          whom={t('roundsdesk:whom', { lots: round.lots, clients: round.clients, participants: round.participants })}
          effective={t('roundsdesk:clearing.stop_from')}
          undo={t('roundsdesk:clearing.stop_undo')}
          clause="D9.5"
          onConfirm={() => stop.mutateAsync(undefined)}
        />
      )}
    </section>
  );
}
