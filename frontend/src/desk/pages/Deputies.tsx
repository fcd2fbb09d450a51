import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { DeputyList } from '@/features/deputies/desk/DeputyList';
import { NameDeputy } from '@/features/deputies/desk/NameDeputy';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Deputies() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <>
      <PageHeader title={t('deputies:title')} lead={t('deputies:lead')} actions={may(me, 'set_deputy') && <NameDeputy />} />
      <DeputyList />
    </>
  );
}
