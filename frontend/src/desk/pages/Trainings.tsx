import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { CountsView } from '@/features/training/desk/CountsView';
import { EventList } from '@/features/training/desk/EventList';
import { PlanEvent } from '@/features/training/desk/EventForm';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';

export function Trainings() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab' | 'short'>();
  const tabs = [
    { key: 'coming', label: t('training:coming'), children: <EventList over={false} /> },
    { key: 'past', label: t('training:past'), children: <EventList over /> },
    ...(may(me, 'list_training_counts') ? [{ key: 'counts', label: t('trainingdesk:counts'), children: <CountsView /> }] : []),
  ];
  return (
    <>
      <PageHeader title={t('training:title')} lead={<>{t('trainingdesk:lead')} <ClauseMark id="D8.2" /></>} actions={may(me, 'create_training') && <PlanEvent />} />
      <Tabs
        activeKey={tabs.some((one) => one.key === tab) ? (tab ?? 'coming') : 'coming'}
        items={tabs}
        destroyOnHidden
        onChange={(next) => {
          setFilters({ tab: next === 'coming' ? undefined : next, short: undefined });
        }}
      />
    </>
  );
}
