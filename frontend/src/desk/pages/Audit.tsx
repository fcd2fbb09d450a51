import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { AccessLog } from '@/features/audit/desk/AccessLog';
import { AuditList } from '@/features/audit/desk/AuditList';
import { ChainState } from '@/features/audit/desk/ChainState';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';

export function Audit() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'tab' | 'actor' | 'action' | 'subject_kind' | 'subject_id'>();
  const tabs = [
    ...(may(me, 'list_audit') ? [{ key: 'acts', label: t('audit:tab.acts'), children: <AuditList /> }] : []),
    ...(may(me, 'list_access_log') ? [{ key: 'accesses', label: t('audit:tab.accesses'), children: <AccessLog /> }] : []),
  ];
  return (
    <>
      <PageHeader title={t('audit:title')} lead={t('audit:lead')} />
      <div className="kj-stack">
        {may(me, 'get_audit_state') && <ChainState />}
        {tabs.length > 0 && (
          <Tabs
            activeKey={filters.tab ?? 'acts'}
            items={tabs}
            destroyOnHidden
            onChange={(tab) => {
              setFilters({ tab: tab === 'acts' ? undefined : tab, actor: undefined, action: undefined, subject_kind: undefined, subject_id: undefined });
            }}
          />
        )}
      </div>
    </>
  );
}
