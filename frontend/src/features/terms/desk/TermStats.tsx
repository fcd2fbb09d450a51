import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/Stat';
import { count } from '@/lib/format';
import { useTermCounts } from '../api';

/** Terms that will end and clients under managers whose term has ended, each leading to its list. */
export function TermStats({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const counts = useTermCounts();
  const items = counts.data?.items.filter((item) => branchId === undefined || item.branch_id === branchId);
  const sum = (of: 'ending' | 'lapsed' | 'clients'): number => items?.reduce((total, item) => total + item[of], 0) ?? 0;
  const shown = (value: number): string => (items === undefined ? (counts.error === null ? '…' : '—') : count(value));
  const scope: Record<string, string> = branchId === undefined ? {} : { branch_id: branchId };
  const [ending, lapsed, clients] = [sum('ending'), sum('lapsed'), sum('clients')];
  return (
    <>
      <Stat label={t('termsdesk:ending')} value={shown(ending)} tone={ending === 0 ? 'plain' : 'gold'} detail={counts.data === undefined ? undefined : t('termsdesk:ending_detail', { days: counts.data.within })} to="/terms" search={{ ...scope, standing: 'ending' }} />
      <Stat label={t('termsdesk:under_lapsed')} value={shown(clients)} tone={lapsed === 0 ? 'plain' : 'red'} detail={items === undefined ? undefined : t('termsdesk:lapsed_detail', { count: lapsed })} to={clients > 0 ? '/clients' : '/terms'} search={clients > 0 ? { ...scope, lapsed: 'yes' } : { ...scope, standing: 'lapsed' }} />
    </>
  );
}
