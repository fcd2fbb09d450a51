import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { adoptQuestion, retireQuestion, useExamAct, type Question } from '../api';
import { EditQuestion } from './QuestionForm';
import { QuestionVersions } from './QuestionVersions';
import { QuestionView } from './QuestionView';

function Acts({ question }: { question: Question }) {
  const { t } = useTranslation();
  const say = useSaid();
  const adopt = useExamAct(() => adoptQuestion(question));
  const retire = useExamAct((reason: string) => retireQuestion(question, reason));
  if (question.state === 'retired') return null;
  return (
    <>
      <ConfirmAct
        act={t('examsdesk:retire')}
        buttonType="default"
        danger
        withReason
        changes={[{ label: t('examsdesk:state'), from: <StateTag state={question.state} />, to: <StateTag state="retired" /> }]}
        whom={t('examsdesk:adopt_whom')}
        effective={t('examsdesk:at_once')}
        undo={t('examsdesk:retire_undo')}
        clause="D8.2"
        onConfirm={async (reason) => {
          await retire.mutateAsync(reason);
          say(t('examsdesk:retired'));
        }}
      />
      <EditQuestion question={question} />
      {question.may_adopt && (
        <ConfirmAct
          act={t('examsdesk:adopt')}
          changes={[{ label: question.code, to: t('examsdesk:adopt_what', { number: question.number }) }]}
          whom={t('examsdesk:adopt_whom')}
          effective={t('examsdesk:at_once')}
          undo={t('examsdesk:adopt_undo')}
          clause="D8.2"
          onConfirm={async () => {
            const done = await adopt.mutateAsync(undefined);
            say(t('examsdesk:adopted', { number: done.number }));
          }}
        />
      )}
    </>
  );
}

/** A question of the bank, its newest version. */
export function QuestionRecord({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { adopted } = question;
  const waits = question.state !== 'retired' && adopted !== question.number;
  return (
    <>
      <PageHeader title={question.code} tags={<StateTag state={question.state} />} lead={`${question.area.toUpperCase()} ${t(`examsdesk:area_of.${question.area}`)} · ${t(`exams:kind.${question.kind}`)}`} actions={<Acts question={question} />} />
      <div className="kj-stack">
        {typeof question.reason === 'string' && <p className="kj-note">{t('examsdesk:retired_because', { reason: question.reason })}</p>}
        {waits && <p className="kj-note">{t('examsdesk:waiting_note', { number: question.number, author: question.author ?? t('examsdesk:standard'), adopted: typeof adopted === 'number' ? t('examsdesk:adopted_version', { number: adopted }) : t('examsdesk:adopted_none') })}</p>}
        <Panel title={t('examsdesk:preview')}>
          <QuestionView question={question} />
        </Panel>
        <Panel label={t('examsdesk:question')}>
          <Facts
            items={[
              { label: t('examsdesk:difficulty'), value: t(`examsdesk:difficulty_of.${question.difficulty.toString()}`) },
              { label: t('examsdesk:points_field'), value: count(question.points) },
              { label: t('examsdesk:author'), value: question.author ?? t('examsdesk:standard') },
              { label: t('examsdesk:version', { number: question.number }), value: <DateText value={question.written_at} /> },
            ]}
          />
        </Panel>
        <QuestionVersions question={question} />
      </div>
    </>
  );
}
