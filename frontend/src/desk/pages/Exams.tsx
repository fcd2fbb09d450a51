import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { PlanExam } from '@/features/exams/desk/ExamForm';
import { ExamList } from '@/features/exams/desk/ExamList';
import { QuestionBank } from '@/features/exams/desk/QuestionBank';
import { WriteQuestion } from '@/features/exams/desk/QuestionForm';
import { ResultList } from '@/features/exams/desk/ResultList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';

const NONE = { area: undefined, kind: undefined, difficulty: undefined, state: undefined, waiting: undefined, standing: undefined };

export function Exams() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab' | keyof typeof NONE>();
  const tabs = [
    { key: 'exams', label: t('examsdesk:exams'), children: <ExamList /> },
    ...(may(me, 'list_exam_questions') ? [{ key: 'bank', label: t('examsdesk:bank'), children: <QuestionBank /> }] : []),
    ...(may(me, 'list_exam_results') ? [{ key: 'results', label: t('examsdesk:results'), children: <ResultList /> }] : []),
  ];
  const active = tabs.some((one) => one.key === tab) ? (tab ?? 'exams') : 'exams';
  return (
    <>
      <PageHeader
        title={t('exams:title')}
        lead={
          <>
            {t('examsdesk:lead')} <ClauseMark id="E2.3" />
          </>
        }
        actions={active === 'bank' ? may(me, 'create_exam_question') && <WriteQuestion /> : may(me, 'create_exam') && <PlanExam />}
      />
      <Tabs
        activeKey={active}
        items={tabs}
        destroyOnHidden
        onChange={(next) => {
          setFilters({ ...NONE, tab: next === 'exams' ? undefined : next });
        }}
      />
    </>
  );
}
