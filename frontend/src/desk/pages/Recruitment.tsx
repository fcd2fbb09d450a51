import { useParams } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { useRecruitment, type Recruitment as Round } from '@/features/recruitment/api';
import { Applicants } from '@/features/recruitment/desk/Applicants';
import { Events } from '@/features/recruitment/desk/Events';
import { Objections } from '@/features/recruitment/desk/Objections';
import { RankingPart } from '@/features/recruitment/desk/RankingPart';
import { RecruitmentRecord } from '@/features/recruitment/desk/RecruitmentRecord';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { PageSkeleton } from '../layout/PageSkeleton';

function Parts({ round }: { round: Round }) {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab'>();
  const announced = round.state === 'notice' || round.state === 'proposed' || round.state === 'appointed';
  const tabs = [
    ...(round.sees_applicants && round.phase !== 'draft' ? [{ key: 'applicants', label: t('recruitmentdesk:applicants'), children: <Applicants round={round} /> }] : []),
    ...((round.sees_applicants && round.phase !== 'draft') || announced ? [{ key: 'ranking', label: t('recruitment:ranking'), children: <RankingPart round={round} /> }] : []),
    ...(announced || (round.sees_applicants && round.revision > 0) ? [{ key: 'objections', label: t('recruitmentdesk:objections'), children: <Objections round={round} /> }] : []),
    ...(may(me, 'list_recruitment_events') && round.sees_applicants ? [{ key: 'events', label: t('recruitmentdesk:events'), children: <Events round={round} /> }] : []),
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

export function Recruitment() {
  const { id = '' } = useParams({ strict: false });
  const round = useRecruitment(id);
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <PageSkeleton />;
  return (
    <>
      <RecruitmentRecord round={round.data} />
      <Parts round={round.data} />
    </>
  );
}
