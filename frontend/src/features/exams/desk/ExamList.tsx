import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count, dateTime } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useExams, type Exam } from '../api';
import { partState, phaseState } from '../states';
import { PlanExam } from './ExamForm';

function Mine({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const part = partState(exam);
  return part === undefined ? <span className="kj-quiet">{t('examsdesk:not_in')}</span> : <StateTag state={part} />;
}

/** Examinations, newest first. */
export function ExamList() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const data = useExams();
  const columns: Column<Exam>[] = [
    {
      key: 'name',
      title: t('examsdesk:name'),
      fixedColumn: true,
      render: (_value, exam) => (
        <Link to="/exams/$id" params={{ id: exam.id }} className="kj-name">
          {exam.name}
        </Link>
      ),
    },
    { key: 'purpose', title: t('examsdesk:purpose'), render: (_value, exam) => t(`examsdesk:purpose_of.${exam.purpose}`) },
    { key: 'opens', title: t('examsdesk:opens'), fixedColumn: true, render: (_value, exam) => <span className="kj-numeric kj-nowrap">{dateTime(exam.opens_at)}</span> },
    { key: 'closes', title: t('examsdesk:closes'), render: (_value, exam) => <span className="kj-numeric kj-nowrap">{dateTime(exam.closes_at)}</span> },
    { key: 'questions', title: t('examsdesk:questions'), numeric: true, render: (_value, exam) => count(exam.questions) },
    { key: 'full', title: t('examsdesk:full'), numeric: true, render: (_value, exam) => count(exam.full_points) },
    { key: 'state', title: t('examsdesk:state'), fixedColumn: true, render: (_value, exam) => <StateTag state={phaseState(exam.phase)} /> },
  ];
  if (!may(me, 'list_exam_questions')) columns.push({ key: 'mine', title: t('examsdesk:mine'), render: (_value, exam) => <Mine exam={exam} /> });
  return (
    <DataTable<Exam>
      id="exams"
      label={t('examsdesk:exams')}
      columns={columns}
      rowKey={(exam) => exam.id}
      data={data}
      onRow={(exam) => void navigate({ to: '/exams/$id', params: { id: exam.id } })}
      empty={may(me, 'create_exam') ? <EmptyState title={t('examsdesk:none')} detail={t('examsdesk:none_plan')} action={<PlanExam />} /> : <EmptyState title={t('exams:none')} detail={t('exams:none_detail')} />}
    />
  );
}
