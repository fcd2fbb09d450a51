import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { CertificateList } from '@/features/certification/desk/CertificateList';
import { FileList, OpenFile } from '@/features/certification/desk/FileList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';

export function Certification() {
  const { t } = useTranslation();
  const me = useMe();
  const [{ tab }, setFilters] = useUrlFilters<'tab' | 'stage' | 'standing' | 'unreviewed' | 'last_from' | 'last_to'>();
  const tabs = [
    { key: 'files', label: t('certificationdesk:files'), children: <FileList /> },
    ...(may(me, 'count_certificates') ? [{ key: 'certificates', label: t('certificationdesk:certificates'), children: <CertificateList /> }] : []),
  ];
  return (
    <>
      <PageHeader
        title={t('certificationdesk:title')}
        lead={
          <>
            {t('certificationdesk:lead')} <ClauseMark id="E2.4" />
          </>
        }
        actions={may(me, 'open_certification_file') && <OpenFile />}
      />
      <Tabs
        activeKey={tabs.some((one) => one.key === tab) ? (tab ?? 'files') : 'files'}
        items={tabs}
        destroyOnHidden
        onChange={(next) => {
          setFilters({ tab: next === 'files' ? undefined : next, stage: undefined, standing: undefined, unreviewed: undefined, last_from: undefined, last_to: undefined });
        }}
      />
    </>
  );
}
