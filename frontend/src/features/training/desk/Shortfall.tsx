import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/Stat';
import { count } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useTrainingCounts } from '../api';
import { isShort } from '../phase';

/** How many managers are short of training, leading to them; a manager sees the own count. */
export function Shortfall({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const me = useMe();
  const counts = useTrainingCounts();
  const items = counts.data?.items.filter((item) => branchId === undefined || item.branch_id === branchId);
  const own = items?.length === 1 && items[0]?.manager_id === me.manager_id ? items[0] : undefined;
  if (own !== undefined) {
    return <Stat label={t('trainingdesk:my_training')} value={t('training:of', { attended: own.attended, owed: own.owed })} tone={isShort(own) ? 'gold' : 'green'} detail={t('trainingdesk:my_training_detail')} to="/training" search={{}} />;
  }
  const short = items?.filter(isShort).length ?? 0;
  return (
    <Stat
      label={t('trainingdesk:shortfall')}
      value={items === undefined ? (counts.error === null ? '…' : '—') : count(short)}
      tone={short === 0 ? 'plain' : 'gold'}
      detail={items === undefined ? undefined : t('dashboard:of_managers', { count: items.length })}
      to="/training"
      search={{ tab: 'counts', short: 'true', ...(branchId !== undefined && { branch_id: branchId }) }}
    />
  );
}
