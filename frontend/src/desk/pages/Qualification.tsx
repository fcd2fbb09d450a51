import { useNavigate } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useQualification, type For } from '@/features/qualification/api';
import { AdverseOf, AdverseRegister } from '@/features/qualification/desk/AdverseList';
import { EnterAdverse } from '@/features/qualification/desk/AdverseParts';
import { Checklist, ForWhat } from '@/features/qualification/desk/Checklist';
import { Employments } from '@/features/qualification/desk/Employments';
import { PanelList } from '@/features/qualification/desk/Panels';
import { may } from '@/lib/access';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { PageSkeleton } from '../layout/PageSkeleton';

function Own() {
  const [{ class: asked, grade }] = useUrlFilters<'class' | 'grade'>();
  const found = useQualification(undefined, { class: asked as For['class'], grade: grade as For['grade'] });
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  return (
    <div className="kj-stack">
      <ForWhat shown={found.data} />
      <Checklist of={found.data} />
      <Employments of={found.data} />
      <AdverseOf of={found.data} />
    </div>
  );
}

/** Opens somebody's checklist. */
function FindPerson() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <RemoteSelect
      queryKey={['lookup', 'employees']}
      search={(text) => searchEmployees(text)}
      label={t('qualificationdesk:find_person')}
      width={260}
      onChange={(id) => {
        if (id !== undefined) void navigate({ to: '/qualification/$id', params: { id } });
      }}
    />
  );
}

export function Qualification() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab' | 'class' | 'grade' | 'counting'>();
  const tabs = [
    { key: 'mine', label: t('qualificationdesk:mine'), children: <Own /> },
    { key: 'panels', label: t('qualificationdesk:panels'), children: <PanelList /> },
    ...(may(me, 'list_adverse_records') ? [{ key: 'register', label: t('qualificationdesk:register'), children: <AdverseRegister /> }] : []),
  ];
  const active = tabs.some((one) => one.key === tab) ? (tab ?? 'mine') : 'mine';
  return (
    <>
      <PageHeader
        title={t('qualification:title')}
        lead={
          <>
            {t('qualificationdesk:lead')} <ClauseMark id="E2.1" />
          </>
        }
        actions={
          <>
            {active === 'register' && may(me, 'record_adverse') && <EnterAdverse />}
            {may(me, 'get_qualification') && <FindPerson />}
          </>
        }
      />
      <Tabs
        activeKey={active}
        items={tabs}
        destroyOnHidden
        onChange={(next) => {
          setFilters({ class: undefined, grade: undefined, counting: undefined, tab: next === 'mine' ? undefined : next });
        }}
      />
    </>
  );
}
