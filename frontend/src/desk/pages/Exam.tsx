import { useParams } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { useExam, type Exam as ExamThing } from '@/features/exams/api';
import { CandidateList } from '@/features/exams/desk/CandidateList';
import { ExamRecord } from '@/features/exams/desk/ExamRecord';
import { MarkingView } from '@/features/exams/desk/MarkingView';
import { OwnResult } from '@/features/exams/desk/OwnResult';
import { PaperView } from '@/features/exams/desk/PaperView';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { PageSkeleton } from '../layout/PageSkeleton';

function Parts({ exam }: { exam: ExamThing }) {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab'>();
  const own = exam.phase === 'released' && exam.mine?.state === 'submitted';
  const tabs = [
    ...(own ? [{ key: 'result', label: t('examsdesk:result'), children: <OwnResult exam={exam} /> }] : []),
    ...(may(me, 'list_exam_candidates') && exam.phase !== 'draft' ? [{ key: 'candidates', label: t('examsdesk:candidates'), children: <CandidateList exam={exam} /> }] : []),
    ...(may(me, 'list_exam_marking') && (exam.mine ?? undefined) === undefined && exam.phase !== 'draft' ? [{ key: 'marking', label: t('examsdesk:marking'), children: <MarkingView exam={exam} /> }] : []),
    ...(may(me, 'get_exam_paper') ? [{ key: 'paper', label: t('examsdesk:paper'), children: <PaperView exam={exam} /> }] : []),
  ];
  const first = tabs[0]?.key;
  if (first === undefined) return null;
  return (
    <Tabs
      style={{ marginTop: 16 }}
      activeKey={tabs.some((one) => one.key === tab) ? (tab ?? first) : first}
      items={tabs}
      destroyOnHidden
      onChange={(next) => {
        setFilters({ tab: next === first ? undefined : next });
      }}
    />
  );
}

export function Exam() {
  const { id = '' } = useParams({ strict: false });
  const exam = useExam(id);
  if (exam.error !== null) return <ErrorState error={exam.error} onRetry={() => void exam.refetch()} />;
  if (exam.data === undefined) return <PageSkeleton />;
  return (
    <>
      <ExamRecord exam={exam.data} />
      <Parts exam={exam.data} />
    </>
  );
}
