import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { StateTag } from '@/components/plain/StateTag';
import { useMyResult, type Exam } from '../api';
import { choicesOf, letter } from '../sitting';
import { standingState } from '../states';
import { QuestionView } from './QuestionView';

/** My result with what was right and why. */
export function OwnResult({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const mine = useMyResult(exam.id, true);
  if (mine.error !== null) return <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />;
  if (mine.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { result, full_points, pass_points, questions } = mine.data;
  return (
    <div className="kj-stack">
      <Panel label={t('examsdesk:result')}>
        <Facts
          items={[
            { label: t('examsdesk:points'), value: t('exams:scored', { points: result.points, full: full_points }) },
            { label: t('examsdesk:standing'), value: <StateTag state={standingState(result.standing)} /> },
            { label: t('examsdesk:pass'), value: t(result.passed ? 'exams:passed' : 'exams:failed', { pass: pass_points }) },
            typeof result.counts_until === 'string' && { label: t('examsdesk:counts_until'), value: <span className="kj-numeric">{result.counts_until}</span> },
          ]}
        />
      </Panel>
      {questions.map((question) => {
        const choices = choicesOf(question, t('exams:right'), t('exams:wrong'));
        const chosen = (question.answer?.options ?? []).map((index) => (question.kind === 'true_false' ? (choices[index] ?? '') : letter(index))).join(' ');
        const given = question.kind === 'written' ? (question.answer?.text ?? '') : chosen;
        return (
          <Panel key={question.no} title={`${question.no.toString()}. ${t(`exams:kind.${question.kind}`)}`} extra={<strong className={question.got === question.points ? 'kj-stat-green' : 'kj-stat-red'}>{t('exams:got', { got: question.got, points: question.points })}</strong>}>
            <QuestionView question={{ ...question, answer: question.right }} />
            <p className="kj-answer">
              <span className="kj-quiet">{t('exams:your_answer')}</span> {given === '' ? t('exams:blank') : given}
            </p>
          </Panel>
        );
      })}
    </div>
  );
}
