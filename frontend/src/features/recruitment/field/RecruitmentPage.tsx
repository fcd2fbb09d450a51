import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { ReasonSheet } from '@/components/field/ReasonSheet';
import { TextAreaField } from '@/components/field/TextAreaField';
import { showText } from '@/components/field/toasts';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { newId } from '@/lib/api';
import { readDraft, writeDraft } from '@/lib/drafts';
import { dateTime } from '@/lib/format';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';
import { applyForPost, objectToRanking, useEligibility, useObjections, useRanking, useRecruitment, useRecruitmentAct, withdrawApplication, withdrawObjection, type Eligibility, type Recruitment } from '../api';
import { applicationState, objectionState, phaseEnds, phaseState } from '../states';
import { points, postText } from '../words';
import { Documents } from './Documents';

function Head({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const ends = phaseEnds(round);
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-[18px] leading-snug font-semibold">{round.title}</h2>
        <StateTag state={phaseState(round.phase)} />
      </div>
      <p className="font-medium">
        {postText(t, round)} · {t('recruitment:vacancies_of', { count: round.vacancies })}
      </p>
      <p className="text-quiet">{round.branch_name}</p>
      <p className="text-quiet tabular-nums">
        {dateTime(round.opens_at)} – {dateTime(round.closes_at)}
      </p>
      {ends !== undefined && (
        <p className="text-quiet">
          {t(`recruitment:ends_in.${round.phase}`)} <Countdown until={ends} />
        </p>
      )}
      {typeof round.reason === 'string' && <p className="text-red">{t('recruitment:cancelled_because', { reason: round.reason })}</p>}
      <p className="whitespace-pre-wrap">{round.requirements}</p>
      <p className="text-[14px] text-quiet">
        {t('recruitment:panel')}：{round.panel.map((member) => (member.chair ? t('recruitment:chair_of', { name: member.name }) : member.name)).join('、')}
      </p>
      <ClauseMark id="D4" />
    </section>
  );
}

function Fit({ answer }: { answer: Eligibility }) {
  const { t } = useTranslation();
  const open = answer.lines.filter((line) => line.outcome === 'unknown');
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
      <p className={`font-semibold ${answer.eligible ? 'text-green' : 'text-red'}`}>{t(answer.eligible ? 'recruitment:eligible' : 'recruitment:not_eligible')}</p>
      {answer.hindrances.map((one) => (
        <p key={`${one.hindrance}-${one.line ?? ''}`} className="flex items-center justify-between gap-3">
          <span>{typeof one.line === 'string' ? t('recruitment:hindrance_line', { line: t(`qualification:line.${one.line}`), why: t(`recruitment:hindrance.${one.hindrance}`) }) : t(`recruitment:hindrance.${one.hindrance}`)}</span>
          <ClauseMark id={one.clause} />
        </p>
      ))}
      {answer.eligible && open.length > 0 && <p className="text-gold">{t('recruitment:still_open', { lines: open.map((line) => t(`qualification:line.${line.line}`)).join('、') })}</p>}
    </section>
  );
}

function Apply({ round, answer }: { round: Recruitment; answer: Eligibility }) {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  const draft = `recruitment-${round.id}`;
  const [statement, setStatement] = useState(() => {
    const kept = readDraft(me.user_id, draft);
    return typeof kept === 'string' ? kept : (round.mine?.statement ?? '');
  });
  const [missing, setMissing] = useState(false);
  const [key] = useState(newId);
  const apply = useRecruitmentAct((text: string) => applyForPost(round.id, text, key));
  return (
    <form
      noValidate
      className="grid gap-3 rounded-xl border border-line bg-white p-4"
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        setMissing(statement.trim() === '');
        if (statement.trim() === '') return;
        apply.mutate(statement.trim(), {
          onSuccess: () => {
            writeDraft(me.user_id, draft, undefined);
            showText(t('recruitment:applied'));
          },
        });
      }}
    >
      <TextAreaField
        label={t('recruitment:statement')}
        hint={t('recruitment:statement_hint')}
        maxLength={4000}
        value={statement}
        error={missing ? t('recruitment:statement_required') : undefined}
        onChange={(event) => {
          setStatement(event.target.value);
          setMissing(false);
          writeDraft(me.user_id, draft, event.target.value === '' ? undefined : event.target.value);
        }}
      />
      {apply.error !== null && <ErrorState error={apply.error} />}
      {!online && <p className="text-gold">{t('field:offline_send')}</p>}
      <Button type="submit" running={apply.isPending} disabled={!online || !answer.eligible}>
        {t('recruitment:apply')}
      </Button>
    </form>
  );
}

function Mine({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const back = useRecruitmentAct((reason: string) => withdrawApplication(round.id, reason));
  const mine = round.mine;
  if (mine === null || mine === undefined) return null;
  const open = mine.state === 'submitted' && (round.phase === 'open' || round.phase === 'scoring' || round.phase === 'scored');
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
      <p className="flex items-center justify-between gap-3">
        <span className="font-semibold">{t('recruitment:my_application')}</span>
        <StateTag state={mine.appointed ? 'appointed' : applicationState(mine.state)} />
      </p>
      {typeof mine.place === 'number' && <p>{t(mine.won === true ? 'recruitment:my_place_won' : 'recruitment:my_place', { place: mine.place })}</p>}
      {typeof mine.reason === 'string' && <p className="text-quiet">{mine.reason}</p>}
      <p className="whitespace-pre-wrap text-quiet">{mine.statement}</p>
      {open && (
        <Button
          kind="quiet"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('recruitment:withdraw')}
        </Button>
      )}
      {asking && (
        <ReasonSheet
          title={t('recruitment:withdraw')}
          lead={t('recruitment:withdraw_lead')}
          label={t('common:reason')}
          act={t('recruitment:withdraw')}
          draft={`recruitment-withdraw-${round.id}`}
          running={back.isPending}
          error={back.error}
          onClose={() => {
            setAsking(false);
            back.reset();
          }}
          onSubmit={(reason, forget) => {
            back.mutate(reason, {
              onSuccess: () => {
                forget();
                setAsking(false);
                showText(t('recruitment:withdrawn'));
              },
            });
          }}
        />
      )}
    </section>
  );
}

function Result({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [key, setKey] = useState(newId);
  const ranking = useRanking(round.id, round.revision);
  const objections = useObjections(round.id, true);
  const raise = useRecruitmentAct((text: string) => objectToRanking(round.id, { text }, key));
  const back = useRecruitmentAct((id: string) => withdrawObjection(id));
  const own = (objections.data?.items ?? []).filter((one) => one.mine);
  return (
    <section className="grid gap-3">
      <h2 className="text-[16px] font-semibold">{t('recruitment:ranking')}</h2>
      <ol className="grid gap-2">
        {(ranking.data?.items ?? []).map((row) => (
          <li key={row.application_id} className="flex items-center justify-between gap-3 rounded-xl border border-line bg-white px-4 py-3">
            <span>
              {row.place}. {row.name}
            </span>
            <span className="flex items-center gap-2 tabular-nums">
              {points(row.hundredths)} {row.won && <StateTag state="proposed_hire" />}
            </span>
          </li>
        ))}
      </ol>
      {own.map((one) => (
        <div key={one.id} className="grid gap-2 rounded-xl border border-line bg-white p-4">
          <p className="flex items-center justify-between gap-3">
            <span className="font-semibold">{t('recruitment:my_objection')}</span>
            <StateTag state={objectionState(one.state)} />
          </p>
          <p className="whitespace-pre-wrap">{one.text}</p>
          {typeof one.decision_reason === 'string' && <p className="text-quiet">{one.decision_reason}</p>}
          {one.state === 'open' && (
            <Button
              kind="quiet"
              running={back.isPending}
              onClick={() => {
                back.mutate(one.id, {
                  onSuccess: () => {
                    showText(t('recruitment:objection_withdrawn'));
                  },
                });
              }}
            >
              {t('recruitment:withdraw_objection')}
            </Button>
          )}
        </div>
      ))}
      {back.error !== null && <ErrorState error={back.error} />}
      {round.phase === 'notice' && (
        <Button
          kind="quiet"
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('recruitment:object')}
        </Button>
      )}
      {asking && (
        <ReasonSheet
          title={t('recruitment:object')}
          lead={t('recruitment:object_lead')}
          label={t('recruitment:object_text')}
          act={t('recruitment:object')}
          draft={`recruitment-object-${round.id}`}
          running={raise.isPending}
          error={raise.error}
          onClose={() => {
            setAsking(false);
            raise.reset();
          }}
          onSubmit={(text, forget) => {
            raise.mutate(text, {
              onSuccess: () => {
                forget();
                setAsking(false);
                setKey(newId());
                showText(t('recruitment:objected'));
              },
            });
          }}
        />
      )}
    </section>
  );
}

/** A round on the phone: what it asks for, whether I fit, my application and what came of it. */
export function RecruitmentPage({ id }: { id: string }) {
  const found = useRecruitment(id);
  const open = found.data?.phase === 'open' || found.data?.phase === 'announced';
  const answer = useEligibility(id, open);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={3} />;
  const round = found.data;
  const applied = round.mine?.state === 'submitted';
  const announced = round.phase === 'notice' || round.phase === 'noticed' || round.phase === 'proposed' || round.phase === 'appointed';
  return (
    <div className="grid gap-4">
      <Head round={round} />
      <Mine round={round} />
      {open && !applied && answer.data !== undefined && <Fit answer={answer.data} />}
      {answer.error !== null && <ErrorState error={answer.error} />}
      {round.phase === 'open' && answer.data !== undefined && (answer.data.eligible || applied) && <Documents round={round} answer={answer.data} />}
      {round.phase === 'open' && !applied && answer.data?.eligible === true && <Apply round={round} answer={answer.data} />}
      {announced && <Result round={round} />}
    </div>
  );
}
