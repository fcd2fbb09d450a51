import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { Sheet } from '@/components/field/Sheet';
import { TextAreaField } from '@/components/field/TextAreaField';
import { Countdown } from '@/components/plain/Countdown';
import { dateTimeExact } from '@/lib/format';
import { useOnline } from '@/lib/online';
import { useCountdown } from '@/lib/server-time';
import { sittingKey, submitSitting, useExamAct, type Sitting, type SittingQuestion } from '../api';
import { isAnswered } from '../answers';
import { choicesOf, letter, pressed, useSittingDesk, type SittingDesk } from '../sitting';

const MAX_TEXT = 8000;

function Choices({ question, desk }: { question: SittingQuestion; desk: SittingDesk }) {
  const { t } = useTranslation();
  const chosen = desk.answers[question.no]?.options ?? [];
  const several = question.kind === 'multiple';
  return (
    <fieldset className="grid gap-2.5">
      <legend className="sr-only">{t(`exams:kind.${question.kind}`)}</legend>
      {choicesOf(question, t('exams:right'), t('exams:wrong')).map((option, index) => {
        const on = chosen.includes(index);
        return (
          <label key={option} className={`flex min-h-12 items-start gap-3 rounded-xl border px-4 py-3 ${on ? 'border-brand bg-brand-soft' : 'border-line bg-white'}`}>
            <input
              type={several ? 'checkbox' : 'radio'}
              name={`question-${question.no.toString()}`}
              className="mt-0.5 size-5 shrink-0 accent-brand"
              checked={on}
              onChange={() => {
                desk.choose(question.no, pressed(question.kind, chosen, index));
              }}
            />
            <span>
              {question.kind !== 'true_false' && <span className="mr-1.5 font-semibold">{letter(index)}.</span>}
              {option}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function Written({ question, desk }: { question: SittingQuestion; desk: SittingDesk }) {
  const { t } = useTranslation();
  const text = desk.answers[question.no]?.text ?? '';
  return (
    <TextAreaField
      label={t('exams:your_answer')}
      rows={10}
      maxLength={MAX_TEXT}
      hint={t('exams:characters', { count: text.length })}
      value={text}
      onChange={(event) => {
        desk.write(question.no, event.target.value);
      }}
      onBlur={() => void desk.flush()}
    />
  );
}

/** Whether what was given has arrived. */
function SaveState({ desk }: { desk: SittingDesk }) {
  const { t } = useTranslation();
  const online = useOnline();
  const said = desk.unsent > 0 ? (online ? t('exams:sending', { count: desk.unsent }) : t('exams:unsent', { count: desk.unsent })) : desk.savedAt === undefined ? t('exams:save_hint') : t('exams:saved_at', { at: dateTimeExact(desk.savedAt).slice(-8) });
  return (
    <p role="status" className={`text-[13px] ${desk.unsent > 0 ? 'text-gold' : 'text-quiet'}`}>
      {said}
    </p>
  );
}

function Overview({ questions, desk, at, onPick }: { questions: readonly SittingQuestion[]; desk: SittingDesk; at: number; onPick: (no: number) => void }) {
  const { t } = useTranslation();
  return (
    <ol className="grid grid-cols-6 gap-2" aria-label={t('exams:overview')}>
      {questions.map(({ no }) => {
        const answered = isAnswered(desk.answers[no]);
        return (
          <li key={no}>
            <button
              type="button"
              aria-current={no === at}
              aria-label={t(answered ? 'exams:go_answered' : 'exams:go_open', { no })}
              className={`min-h-12 w-full rounded-lg border text-[16px] tabular-nums ${answered ? 'border-brand bg-brand text-white' : 'border-field bg-white text-ink'} ${no === at ? 'outline-2 outline-offset-2 outline-brand' : ''}`}
              onClick={() => {
                onPick(no);
              }}
            >
              {no}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Submit({ sitting, desk, onClose }: { sitting: Sitting; desk: SittingDesk; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const online = useOnline();
  const open = sitting.questions.filter(({ no }) => !isAnswered(desk.answers[no])).length;
  const submit = useExamAct(async () => {
    if (!(await desk.flush())) return undefined;
    const done = await submitSitting(sitting.exam_id);
    queries.setQueryData(sittingKey(sitting.exam_id), done);
    return done;
  });
  return (
    <Sheet open title={t('exams:submit')} lead={t('exams:submit_lead')} onClose={onClose}>
      <p className={open > 0 ? 'text-gold' : 'text-green'}>{open > 0 ? t('exams:open_questions', { count: open }) : t('exams:all_answered')}</p>
      {desk.unsent > 0 && <p className="text-gold">{t('exams:unsent', { count: desk.unsent })}</p>}
      {submit.error !== null && <ErrorState error={submit.error} />}
      <Button
        running={submit.isPending}
        disabled={!online}
        onClick={() => {
          submit.mutate(undefined);
        }}
      >
        {t('exams:submit')}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t('exams:go_on')}
      </Button>
    </Sheet>
  );
}

/** One question at a time; answers go as they are given, the time is the server's. */
export function SittingPage({ sitting }: { sitting: Sitting }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const desk = useSittingDesk(sitting);
  const [at, setAt] = useState(() => sitting.questions.find(({ no }) => !isAnswered(desk.answers[no]))?.no ?? 1);
  const [overview, setOverview] = useState(false);
  const [submitting, setSubmitting] = useState(false);
  const deadline = sitting.deadline_at ?? '';
  const left = useCountdown(deadline);
  const question = sitting.questions.find(({ no }) => no === at);
  const count = sitting.questions.length;
  useEffect(() => {
    if (left > 0) return;
    void queries.invalidateQueries({ queryKey: sittingKey(sitting.exam_id) });
    void queries.invalidateQueries({ queryKey: ['exams'] });
  }, [left, queries, sitting.exam_id]);
  if (question === undefined) return null;
  const go = (no: number): void => {
    void desk.flush();
    setAt(no);
    setOverview(false);
    window.scrollTo({ top: 0 });
  };
  return (
    <div className="grid gap-4">
      <section className="sticky top-0 z-10 grid gap-1 rounded-xl border border-line bg-white p-4">
        <div className="flex items-center justify-between gap-3">
          <h2 className="text-[17px] font-semibold tabular-nums">{t('exams:no_of', { no: at, count })}</h2>
          <p className={`text-[17px] font-semibold ${left < 300 ? 'text-red' : ''}`}>
            <span className="text-[13px] font-normal text-quiet">{t('exams:left')}</span> <Countdown until={deadline} />
          </p>
        </div>
        <SaveState desk={desk} />
      </section>
      <section className="grid gap-4 rounded-xl border border-line bg-white p-4" aria-label={t('exams:no_of', { no: at, count })}>
        <p className="text-[14px] text-quiet">
          {t(`exams:kind.${question.kind}`)} · {t('exams:points', { count: question.points })}
        </p>
        <p className="text-[17px] leading-relaxed whitespace-pre-wrap">{question.text}</p>
        {question.kind === 'written' ? <Written key={at} question={question} desk={desk} /> : <Choices question={question} desk={desk} />}
      </section>
      <div className="grid grid-cols-2 gap-3">
        <Button
          kind="quiet"
          disabled={at === 1}
          onClick={() => {
            go(at - 1);
          }}
        >
          {t('exams:previous')}
        </Button>
        {at < count ? (
          <Button
            onClick={() => {
              go(at + 1);
            }}
          >
            {t('exams:next')}
          </Button>
        ) : (
          <Button
            onClick={() => {
              setSubmitting(true);
            }}
          >
            {t('exams:submit')}
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Button
          kind="quiet"
          onClick={() => {
            setOverview(true);
          }}
        >
          {t('exams:overview')}
        </Button>
        {at < count && (
          <Button
            kind="quiet"
            onClick={() => {
              setSubmitting(true);
            }}
          >
            {t('exams:submit')}
          </Button>
        )}
      </div>
      {overview && (
        <Sheet
          open
          title={t('exams:overview')}
          lead={t('exams:overview_lead')}
          onClose={() => {
            setOverview(false);
          }}
        >
          <Overview questions={sitting.questions} desk={desk} at={at} onPick={go} />
        </Sheet>
      )}
      {submitting && (
        <Submit
          sitting={sitting}
          desk={desk}
          onClose={() => {
            setSubmitting(false);
          }}
        />
      )}
    </div>
  );
}
