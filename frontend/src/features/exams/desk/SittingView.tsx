import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Panel } from '@/components/desk/Panel';
import { Countdown } from '@/components/plain/Countdown';
import { dateTimeExact } from '@/lib/format';
import { useOnline } from '@/lib/online';
import { useCountdown } from '@/lib/server-time';
import { sittingKey, submitSitting, useExamAct, type Sitting, type SittingQuestion } from '../api';
import { isAnswered } from '../answers';
import { choicesOf, letter, pressed, useSittingDesk, type SittingDesk } from '../sitting';

const MAX_TEXT = 8000;
const CLOCK = 8;
const SHORT_S = 300;

function Answer({ question, desk }: { question: SittingQuestion; desk: SittingDesk }) {
  const { t } = useTranslation();
  const given = desk.answers[question.no];
  if (question.kind === 'written') {
    return (
      <Input.TextArea
        aria-label={t('exams:your_answer')}
        autoSize={{ minRows: 8, maxRows: 24 }}
        maxLength={MAX_TEXT}
        showCount
        value={given?.text ?? ''}
        onChange={(event) => {
          desk.write(question.no, event.target.value);
        }}
        onBlur={() => void desk.flush()}
      />
    );
  }
  const chosen = given?.options ?? [];
  const Box = question.kind === 'multiple' ? Checkbox : Radio;
  return (
    <fieldset className="kj-choices">
      <legend className="kj-hidden">{t(`exams:kind.${question.kind}`)}</legend>
      {choicesOf(question, t('exams:right'), t('exams:wrong')).map((option, index) => (
        <Box
          key={letter(index)}
          name={`question-${question.no.toString()}`}
          checked={chosen.includes(index)}
          onChange={() => {
            desk.choose(question.no, pressed(question.kind, chosen, index));
          }}
        >
          {question.kind !== 'true_false' && <strong>{letter(index)}.</strong>} {option}
        </Box>
      ))}
    </fieldset>
  );
}

function SaveState({ desk }: { desk: SittingDesk }) {
  const { t } = useTranslation();
  const online = useOnline();
  if (desk.unsent > 0) return <strong className="kj-stat-gold">{t(online ? 'exams:sending' : 'exams:unsent', { count: desk.unsent })}</strong>;
  return <span className="kj-quiet">{desk.savedAt === undefined ? t('exams:save_hint') : t('exams:saved_at', { at: dateTimeExact(desk.savedAt).slice(-CLOCK) })}</span>;
}

/** One question at a time beside the overview; answers go as they are given, the time is the server's. */
export function SittingView({ sitting, name }: { sitting: Sitting; name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const online = useOnline();
  const desk = useSittingDesk(sitting);
  const [at, setAt] = useState(() => sitting.questions.find(({ no }) => !isAnswered(desk.answers[no]))?.no ?? 1);
  const deadline = sitting.deadline_at ?? '';
  const left = useCountdown(deadline);
  const submit = useExamAct(async () => {
    if (!(await desk.flush())) return;
    queries.setQueryData(sittingKey(sitting.exam_id), await submitSitting(sitting.exam_id));
  });
  useEffect(() => {
    if (left > 0) return;
    void queries.invalidateQueries({ queryKey: sittingKey(sitting.exam_id) });
    void queries.invalidateQueries({ queryKey: ['exams'] });
  }, [left, queries, sitting.exam_id]);
  const count = sitting.questions.length;
  const question = sitting.questions.find(({ no }) => no === at);
  const open = sitting.questions.filter(({ no }) => !isAnswered(desk.answers[no])).length;
  const go = (no: number): void => {
    void desk.flush();
    setAt(no);
  };
  if (question === undefined) return null;
  return (
    <div className="kj-sitting">
      <Panel title={t('exams:no_of', { no: at, count })} extra={<span className="kj-quiet">{`${t(`exams:kind.${question.kind}`)} · ${t('exams:points', { count: question.points })}`}</span>}>
        <p className="kj-question-text">{question.text}</p>
        <Answer key={at} question={question} desk={desk} />
        <div className="kj-actions" style={{ marginTop: 20 }}>
          <Button
            disabled={at === 1}
            onClick={() => {
              go(at - 1);
            }}
          >
            {t('exams:previous')}
          </Button>
          <Button
            type="primary"
            disabled={at === count}
            onClick={() => {
              go(at + 1);
            }}
          >
            {t('exams:next')}
          </Button>
        </div>
      </Panel>
      <div className="kj-stack kj-sticky">
        <Panel title={name}>
          <p className={left < SHORT_S ? 'kj-sitting-clock kj-stat-red' : 'kj-sitting-clock'}>
            <Countdown until={deadline} />
          </p>
          <p role="status">
            <SaveState desk={desk} />
          </p>
          <ol className="kj-overview" aria-label={t('exams:overview')}>
            {sitting.questions.map(({ no }) => {
              const answered = isAnswered(desk.answers[no]);
              return (
                <li key={no}>
                  <button
                    type="button"
                    className={answered ? 'kj-overview-done' : undefined}
                    aria-current={no === at}
                    aria-label={t(answered ? 'exams:go_answered' : 'exams:go_open', { no })}
                    onClick={() => {
                      go(no);
                    }}
                  >
                    {no}
                  </button>
                </li>
              );
            })}
          </ol>
          <ConfirmAct
            act={t('exams:submit')}
            disabled={!online}
            changes={[{ label: t('exams:overview'), to: open > 0 ? t('exams:open_questions', { count: open }) : t('exams:all_answered') }]}
            whom={name}
            effective={t('examsdesk:at_once')}
            undo={t('exams:submit_lead')}
            onConfirm={() => submit.mutateAsync(undefined)}
          />
        </Panel>
      </div>
    </div>
  );
}
