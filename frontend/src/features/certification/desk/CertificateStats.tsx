import { useTranslation } from 'react-i18next';
import { Stat } from '@/components/desk/Stat';
import { count } from '@/lib/format';
import { useCertificateCounts } from '../api';

/** Certificates that lapse, leading to them. */
export function CertificateStats({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const counts = useCertificateCounts();
  const items = counts.data?.items.filter((item) => branchId === undefined || item.branch_id === branchId);
  const sum = (of: 'lapsing' | 'lapsed'): number => items?.reduce((total, item) => total + item[of], 0) ?? 0;
  const [lapsing, lapsed] = [sum('lapsing'), sum('lapsed')];
  return (
    <Stat
      label={t('certificationdesk:lapsing')}
      value={items === undefined ? (counts.error === null ? '…' : '—') : count(lapsing)}
      tone={lapsed > 0 ? 'red' : lapsing > 0 ? 'gold' : 'plain'}
      detail={items === undefined ? undefined : t('certificationdesk:lapsed_detail', { count: lapsed })}
      to="/certification"
      search={{ tab: 'certificates', standing: lapsing > 0 || lapsed === 0 ? 'lapsing' : 'lapsed', ...(branchId !== undefined && { branch_id: branchId }) }}
    />
  );
}
