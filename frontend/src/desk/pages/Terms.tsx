import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { PageHeader } from '@/components/desk/PageHeader';
import { BankTerms } from '@/features/terms/desk/BankTerms';
import { TermList } from '@/features/terms/desk/TermList';
import { useUrlFilters } from '@/lib/url-filters';

export function Terms() {
  const { t } = useTranslation();
  const [{ tab }, setFilters] = useUrlFilters<'tab'>();
  return (
    <>
      <PageHeader
        title={t('termsdesk:title')}
        lead={
          <>
            {t('termsdesk:lead')} <ClauseMark id="D4" />
          </>
        }
      />
      <Tabs
        activeKey={tab === 'bank' ? 'bank' : 'managers'}
        items={[
          { key: 'managers', label: t('termsdesk:managers'), children: <TermList /> },
          { key: 'bank', label: t('termsdesk:bank_terms'), children: <BankTerms /> },
        ]}
        destroyOnHidden
        onChange={(next) => {
          setFilters({ tab: next === 'bank' ? next : undefined });
        }}
      />
    </>
  );
}
