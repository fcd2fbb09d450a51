import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count, dateTime, percent } from '@/lib/format';
import { useMe } from '@/lib/session';
import { cancelExam, drawPaper, enrol, leave, publishExam, releaseExam, useExamAct, type Exam } from '../api';
import { total } from '../plan';
import { partState, phaseState } from '../states';
import { EditExam } from './ExamForm';

function Organising({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const say = useSaid();
  const draw = useExamAct(() => drawPaper(exam));
  const publish = useExamAct(() => publishExam(exam));
  const cancel = useExamAct((reason: string) => cancelExam(exam, reason));
  const release = useExamAct(() => releaseExam(exam));
  const { phase, progress } = exam;
  if (!exam.organises || phase === 'released' || phase === 'cancelled') return null;
  const unmarked = progress?.unmarked ?? 0;
  const candidates = t('examsdesk:cancel_whom', { count: progress?.candidates ?? 0 });
  return (
    <>
      <ConfirmAct
        act={t('examsdesk:cancel')}
        buttonType="default"
        danger
        withReason
        changes={[{ label: t('examsdesk:state'), from: <StateTag state={phaseState(phase)} />, to: <StateTag state="cancelled" /> }]}
        whom={candidates}
        effective={t('examsdesk:at_once')}
        undo={t('examsdesk:cancel_undo')}
        clause="D8.2"
        onConfirm={async (reason) => {
          await cancel.mutateAsync(reason);
          say(t('examsdesk:cancelled'));
        }}
      />
      {phase === 'draft' && (
        <>
          <EditExam exam={exam} />
          <ConfirmAct
            act={t(exam.questions === 0 ? 'examsdesk:draw' : 'examsdesk:draw_again')}
            buttonType={exam.questions === 0 ? 'primary' : 'default'}
            changes={[{ label: t('examsdesk:draw_label'), to: t('examsdesk:draw_what', { count: total(exam.rules ?? []) }) }]}
            whom={t('examsdesk:draw_whom')}
            effective={t('examsdesk:at_once')}
            undo={t('examsdesk:draw_undo')}
            clause="D8.2"
            onConfirm={async () => {
              const done = await draw.mutateAsync(undefined);
              say(t('examsdesk:drawn', { count: done.questions }));
            }}
          />
          {exam.questions > 0 && (
            <ConfirmAct
              act={t('examsdesk:publish')}
              changes={[{ label: t('examsdesk:state'), from: <StateTag state="draft" />, to: <StateTag state="announced" /> }]}
              whom={t('examsdesk:publish_whom')}
              effective={t('examsdesk:at_once')}
              undo={t('examsdesk:publish_undo')}
              clause="D8.2"
              onConfirm={async () => {
                await publish.mutateAsync(undefined);
                say(t('examsdesk:published'));
              }}
            />
          )}
        </>
      )}
      {phase === 'marking' && (
        <ConfirmAct
          act={t('examsdesk:release')}
          disabled={unmarked > 0}
          changes={[{ label: t('examsdesk:state'), from: <StateTag state="marking" />, to: <StateTag state="released" /> }]}
          whom={candidates}
          effective={t('examsdesk:release_effective')}
          undo={t('examsdesk:release_undo')}
          clause="E2.3"
          onConfirm={async () => {
            await release.mutateAsync(undefined);
            say(t('examsdesk:released'));
          }}
        />
      )}
    </>
  );
}

/** Enrolling, leaving, and the way to the sitting. */
function Taking({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const me = useMe();
  const join = useExamAct(() => enrol(exam.id));
  const back = useExamAct(() => leave(exam.id));
  if (may(me, 'list_exam_questions') || (exam.phase !== 'announced' && exam.phase !== 'open')) return null;
  const part = exam.mine?.state;
  const error = join.error ?? back.error;
  return (
    <>
      {part === undefined && (
        <Button
          loading={join.isPending}
          onClick={() => {
            join.mutate(undefined);
          }}
        >
          {t('exams:enrol')}
        </Button>
      )}
      {part === 'enrolled' && (
        <Button
          loading={back.isPending}
          onClick={() => {
            back.mutate(undefined);
          }}
        >
          {t('exams:leave')}
        </Button>
      )}
      {(part === 'enrolled' || part === 'sitting') && exam.phase === 'open' && (
        <Link to="/exams/$id/sitting" params={{ id: exam.id }} className="ant-btn ant-btn-primary kj-act-link">
          {t(part === 'sitting' ? 'examsdesk:resume' : 'examsdesk:sit')}
        </Link>
      )}
      {error !== null && <ErrorState error={error} />}
    </>
  );
}

/** An examination's identity, its acts, and what is known of it. */
export function ExamRecord({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const { progress } = exam;
  const part = partState(exam);
  const until = exam.phase === 'announced' ? exam.opens_at : exam.phase === 'open' ? exam.closes_at : undefined;
  const purpose = [t(`examsdesk:purpose_of.${exam.purpose}`), exam.grade === null || exam.grade === undefined ? undefined : t(`common:grade.${exam.grade}`)].filter((part) => part !== undefined).join(' · ');
  return (
    <>
      <PageHeader
        title={exam.name}
        tags={<StateTag state={phaseState(exam.phase)} />}
        lead={
          <>
            {purpose} <ClauseMark id={exam.purpose === 'grade' ? 'E2.3' : 'D3.6'} />
          </>
        }
        actions={
          <>
            <Organising exam={exam} />
            <Taking exam={exam} />
          </>
        }
      />
      {typeof exam.reason === 'string' && (
        <p className="kj-note" style={{ marginBottom: 16 }}>
          {t('exams:cancelled_because', { reason: exam.reason })}
        </p>
      )}
      <Panel label={t('examsdesk:facts')}>
        <Facts
          items={[
            { label: t('examsdesk:opens'), value: <span className="kj-numeric">{dateTime(exam.opens_at)}</span> },
            { label: t('examsdesk:closes'), value: <span className="kj-numeric">{dateTime(exam.closes_at)}</span> },
            { label: t('examsdesk:minutes'), value: count(exam.minutes) },
            exam.questions > 0 && { label: t('examsdesk:questions'), value: count(exam.questions) },
            exam.questions > 0 && { label: t('examsdesk:full'), value: count(exam.full_points) },
            { label: t('examsdesk:pass'), value: exam.questions > 0 ? t('examsdesk:pass_of', { points: exam.pass_points, percent: percent(exam.pass_bps) }) : percent(exam.pass_bps) },
            { label: t('examsdesk:mark_limit'), value: count(exam.mark_limit) },
            until !== undefined && { label: t(`exams:next_phase.${exam.phase === 'open' ? 'open' : 'announced'}`), value: <Countdown until={until} /> },
            progress !== null && progress !== undefined && exam.phase !== 'draft' && { label: t('examsdesk:progress'), value: t('examsdesk:progress_of', { candidates: progress.candidates, sitting: progress.sitting, submitted: progress.submitted }) },
            progress !== null && progress !== undefined && (exam.phase === 'marking' || exam.phase === 'released') && { label: t('examsdesk:marking'), value: t('examsdesk:marking_of', { done: progress.written - progress.unmarked, all: progress.written }) },
            typeof exam.released_at === 'string' && { label: t('examsdesk:released_at'), value: <span className="kj-numeric">{dateTime(exam.released_at)}</span> },
            part !== undefined && { label: t('examsdesk:mine'), value: <StateTag state={part} /> },
            typeof exam.seed === 'string' && { label: t('examsdesk:seed'), value: <span className="kj-mono" title={t('examsdesk:seed_hint')}>{exam.seed}</span>, wide: true },
          ]}
        />
      </Panel>
    </>
  );
}
