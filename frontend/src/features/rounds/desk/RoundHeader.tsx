import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { NONE } from '@/lib/format';
import type { Round } from '../api';
import { NextMoment } from '../NextMoment';
import { unitOf } from '../commitment';
import { RoundActs } from './RoundActs';

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="kj-fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A round's identity, state, its next moment, and the one primary act. */
export function RoundHeader({ round }: { round: Round }) {
  const { t } = useTranslation();
  const unit = unitOf(round.terms.unit_fen);
  return (
    <>
      <PageHeader
        title={round.name}
        tags={
          <>
            <StateTag state={round.state} />
            <span className="kj-quiet kj-numeric">{round.code}</span>
          </>
        }
        lead={t('roundsdesk:header_lead', { branch: round.branch_name, method: t(`rounds:method.${round.method}`) })}
        actions={<RoundActs round={round} />}
      />
      {round.reason !== null && round.reason !== undefined && <p className="kj-note">{t('roundsdesk:cancelled_because', { reason: round.reason })}</p>}
      <dl className="kj-facts" aria-label={t('roundsdesk:facts')}>
        <Fact label={t('rounds:next')}>
          <NextMoment round={round} />
        </Fact>
        <Fact label={t('rounds:window')}>
          <DateText value={round.opens_at} exact /> {t('rounds:to')} <DateText value={round.closes_at} exact />
        </Fact>
        {round.notice_ends_at !== null && round.notice_ends_at !== undefined && (
          <Fact label={t('rounds:notice_ends')}>
            <DateText value={round.notice_ends_at} exact /> {round.notice_provisional && <span className="kj-quiet">{t('rounds:provisional')}</span>}
          </Fact>
        )}
        <Fact label={t('rounds:effective_on')}>
          <DateText value={round.effective_on} />
        </Fact>
        <Fact label={t('rounds:measure_title')}>
          {t(`rounds:measure.${round.terms.measure}`)}
          {', '}
          {unit.wan ? t('rounds:unit_wan') : t('rounds:unit_of_yuan', { yuan: unit.yuan })}
          <span className="kj-quiet">
            {' '}
            {round.terms.period_from} {t('rounds:to')} {round.terms.period_to}
          </span>
        </Fact>
        <Fact label={t('rounds:policy')}>
          {round.policy_number === null || round.policy_number === undefined ? NONE : t('rounds:policy_version', { version: round.policy_number })} <ClauseMark id="D9.1" policyVersion={round.policy_number ?? undefined} />
        </Fact>
      </dl>
    </>
  );
}
