import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { MyDeputies } from '@/features/deputies/desk/MyDeputies';
import { SignInSafety, WhoIAm } from '@/features/identity/desk/AccountView';

export function Account() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('identity:account.title')} lead={t('identity:account.lead')} />
      <div className="kj-stack kj-account">
        <WhoIAm />
        <SignInSafety />
        <MyDeputies />
      </div>
    </>
  );
}
