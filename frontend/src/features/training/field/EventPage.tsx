import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { ReasonSheet } from '@/components/field/ReasonSheet';
import { TextField } from '@/components/field/TextField';
import { showText } from '@/components/field/toasts';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { CODE_DIGITS, digitsOf } from '@/lib/digits';
import { count } from '@/lib/format';
import { fieldErrors } from '@/lib/field-errors';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { checkIn, enrol, excuse, leave, useTraining, useTrainingAct, type Training } from '../api';
import { doorsAt, stateIn, usePhase, type Phase } from '../phase';
import { When } from './When';

function CheckIn({ event }: { event: Training }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [filters] = useUrlFilters<'code'>();
  const [code, setCode] = useState(() => digitsOf(filters.code ?? ''));
  const [missing, setMissing] = useState(false);
  const run = useTrainingAct((digits: string) => checkIn(event.id, digits));
  const named = fieldErrors(run.error);
  const said = named.map((field) => field.errors.join(' ')).join(' ');
  return (
    <form
      noValidate
      className="grid gap-3 rounded-xl border border-line bg-white p-4"
      onSubmit={(submitted: SyntheticEvent) => {
        submitted.preventDefault();
        setMissing(code.length !== CODE_DIGITS);
        if (code.length !== CODE_DIGITS) return;
        run.mutate(code, {
          onSuccess: () => {
            showText(t('training:checked_in'));
          },
        });
      }}
    >
      <TextField
        label={t('training:code')}
        hint={t('training:code_hint')}
        name="code"
        inputMode="numeric"
        autoComplete="off"
        enterKeyHint="go"
        value={code}
        error={missing ? t('training:code_short') : said === '' ? undefined : said}
        onChange={(changed) => {
          setCode(digitsOf(changed.target.value));
          setMissing(false);
          run.reset();
        }}
      />
      {run.error !== null && named.length === 0 && <ErrorState error={run.error} />}
      {!online && <p className="text-gold">{t('training:offline')}</p>}
      <Button type="submit" running={run.isPending} disabled={!online}>
        {t('training:check_in')}
      </Button>
    </form>
  );
}

/** Enrolling, taking it back, saying why one will not come: until the start. */
function BeforeStart({ event }: { event: Training }) {
  const { t } = useTranslation();
  const online = useOnline();
  const [excusing, setExcusing] = useState(false);
  const join = useTrainingAct(() => enrol(event.id));
  const back = useTrainingAct(() => leave(event.id));
  const away = useTrainingAct((reason: string) => excuse(event.id, reason));
  const error = join.error ?? back.error;
  const enrolled = event.mine === 'enrolled';
  const full = typeof event.seats === 'number' && event.taken >= event.seats;
  return (
    <>
      {error !== null && <ErrorState error={error} />}
      {!enrolled && full && <p className="text-gold">{t('training:full')}</p>}
      {!online && <p className="text-gold">{t('training:offline')}</p>}
      {!enrolled && (
        <Button
          running={join.isPending}
          disabled={!online || full}
          onClick={() => {
            back.reset();
            join.mutate(undefined, {
              onSuccess: () => {
                showText(t('training:enrolled'));
              },
            });
          }}
        >
          {t('training:enrol')}
        </Button>
      )}
      {enrolled && (
        <Button
          kind="quiet"
          running={back.isPending}
          disabled={!online}
          onClick={() => {
            join.reset();
            back.mutate(undefined, {
              onSuccess: () => {
                showText(t('training:left_event'));
              },
            });
          }}
        >
          {t('training:leave')}
        </Button>
      )}
      {event.mine !== 'excused' && (
        <Button
          kind="quiet"
          disabled={!online}
          onClick={() => {
            setExcusing(true);
          }}
        >
          {t('training:excuse')}
        </Button>
      )}
      {excusing && (
        <ReasonSheet
          title={t('training:excuse')}
          lead={t('training:excuse_lead')}
          label={t('common:reason')}
          act={t('training:excuse_act')}
          draft={`training-excuse-${event.id}`}
          running={away.isPending}
          error={away.error}
          onClose={() => {
            setExcusing(false);
            away.reset();
          }}
          onSubmit={(reason, forget) => {
            away.mutate(reason, {
              onSuccess: () => {
                forget();
                setExcusing(false);
                showText(t('training:excused'));
              },
            });
          }}
        />
      )}
    </>
  );
}

function Acts({ event, phase }: { event: Training; phase: Phase }) {
  const { t } = useTranslation();
  if (event.mine === 'attended') return <p className="rounded-xl border border-line bg-white p-4 font-medium text-green">{t('training:you_came')}</p>;
  const open = phase === 'door' || phase === 'running';
  return (
    <>
      {open && <CheckIn event={event} />}
      {(phase === 'before' || phase === 'door') && <BeforeStart event={event} />}
      {(phase === 'over' || phase === 'done') && event.state !== 'cancelled' && <p className="text-quiet">{t('training:ask_organiser')}</p>}
    </>
  );
}

function Head({ event, phase }: { event: Training; phase: Phase }) {
  const { t } = useTranslation();
  const until = phase === 'before' ? doorsAt(event) : phase === 'door' ? event.starts_at : phase === 'running' ? event.ends_at : undefined;
  return (
    <section className="grid gap-2 rounded-xl border border-line bg-white p-4">
      <div className="flex items-start justify-between gap-3">
        <h2 className="text-[18px] leading-snug font-semibold">{event.title}</h2>
        <StateTag state={stateIn(event, phase)} />
      </div>
      <p className="text-[16px] font-medium">
        <When event={event} />
      </p>
      <p>{event.place}</p>
      <p className="text-quiet">
        {event.branch_name ?? t('training:head_office')} · {typeof event.seats === 'number' ? t('training:taken_seats', { taken: count(event.taken), seats: count(event.seats) }) : t('training:taken_open', { taken: count(event.taken) })}
      </p>
      {until !== undefined && (
        <p className="text-quiet">
          {t(`training:next.${phase}`)} <Countdown until={until} />
        </p>
      )}
      {event.reason !== null && event.reason !== undefined && <p className="text-red">{t('training:cancelled_because', { reason: event.reason })}</p>}
      <p className="whitespace-pre-wrap">{event.content}</p>
      <ClauseMark id="D8.2" />
    </section>
  );
}

function Event({ event }: { event: Training }) {
  const { t } = useTranslation();
  const me = useMe();
  const phase = usePhase(event);
  const takesPart = may(me, 'enrol_in_training') && typeof me.manager_id === 'string';
  return (
    <div className="grid gap-4">
      <Head event={event} phase={phase} />
      {takesPart && event.mine !== null && event.mine !== undefined && (
        <p className="flex items-center justify-between rounded-xl border border-line bg-white px-4 py-3">
          <span>{t('training:mine')}</span>
          <StateTag state={event.mine} />
        </p>
      )}
      {takesPart && <Acts event={event} phase={phase} />}
    </div>
  );
}

/** An event on the phone: what it is, and my part in it. */
export function EventPage({ id }: { id: string }) {
  const found = useTraining(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={3} />;
  return <Event event={found.data} />;
}
