import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/field/EmptyState';
import { MyDispatches } from '@/features/dispatch/field/MyDispatches';
import { useMe } from '@/lib/session';

export function Dispatches() {
  const { t } = useTranslation();
  const me = useMe();
  if (me.manager_id === undefined || me.manager_id === null) return <EmptyState title={t('dispatch:mine_none')} detail={t('dispatch:mine_none_detail')} />;
  return <MyDispatches manager={me.manager_id} />;
}
