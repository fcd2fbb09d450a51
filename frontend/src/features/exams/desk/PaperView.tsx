import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { usePaper, type Exam } from '../api';
import { QuestionView } from './QuestionView';

/** The drawn paper with its answers, for its authors. */
export function PaperView({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const paper = usePaper(exam.id, exam.version);
  if (paper.error !== null) return <ErrorState error={paper.error} onRetry={() => void paper.refetch()} />;
  if (paper.data === undefined) return <Skeleton active paragraph={{ rows: 10 }} />;
  if (paper.data.items.length === 0) return <EmptyState title={t('examsdesk:paper_none')} detail={t('examsdesk:paper_none_detail')} />;
  return (
    <div className="kj-stack">
      {paper.data.items.map((question) => (
        <Panel
          key={question.place}
          title={`${question.place.toString()}. ${t(`exams:kind.${question.kind}`)} · ${t('exams:points', { count: question.points })}`}
          extra={
            <span className="kj-quiet">
              {question.code} · {t('examsdesk:version', { number: question.number })} · {t(`examsdesk:area_of.${question.area}`)} · {t(`examsdesk:difficulty_of.${question.difficulty.toString()}`)}
            </span>
          }
        >
          <QuestionView question={question} />
        </Panel>
      ))}
    </div>
  );
}
