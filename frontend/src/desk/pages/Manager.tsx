import { Link, useParams } from '@tanstack/react-router';
import { Progress } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { Stat } from '@/components/desk/Stat';
import { Money } from '@/components/plain/Money';
import { GradePanel } from '@/features/certification/desk/GradePanel';
import { useWorkload } from '@/features/ownership/api';
import { fullness } from '@/features/ownership/totals';
import { useManager, type Manager as ManagerRow } from '@/features/people/api';
import { EditManager } from '@/features/people/desk/ManagerDialogs';
import { Standing } from '@/features/people/desk/ManagerList';
import { MaintainerList, ManagerFacts, ManagerHistory } from '@/features/people/desk/ManagerRecord';
import { TermPanel } from '@/features/terms/desk/TermPanel';
import { ManagerDispatches } from '@/features/dispatch/desk/DispatchList';
import { VirtualCredits } from '@/features/ownership/desk/VirtualCredits';
import { may } from '@/lib/access';
import { count, percent } from '@/lib/format';
import { useMe } from '@/lib/session';
import { PageSkeleton } from '../layout/PageSkeleton';

/** What the manager looks after, against what the grade may hold. */
function Book({ manager }: { manager: ManagerRow }) {
  const { t } = useTranslation();
  const workload = useWorkload(manager.branch_id);
  const row = workload.data?.find((entry) => entry.manager_id === manager.id);
  if (row === undefined) return null;
  const limit = (value: number | null | undefined, shown: string) => (value === undefined || value === null ? t('common:unlimited') : t('desk:of_limit', { limit: shown }));
  const full = fullness(row);
  const owner = { owner: manager.id };
  return (
    <div className="kj-stats">
      <Stat
        label={t('ownership:workload.clients')}
        value={count(row.clients)}
        detail={
          <>
            {limit(row.capacity_clients, count(row.capacity_clients ?? 0))}
            {full !== undefined && <Progress percent={Math.min(100, full / 100)} size="small" showInfo={false} aria-label={percent(full)} {...(full > 10_000 && { status: 'exception' as const })} />}
          </>
        }
        to="/clients"
        search={owner}
      />
      <Stat label={t('ownership:workload.core')} value={count(row.core_clients)} detail={limit(row.capacity_core_clients, count(row.capacity_core_clients ?? 0))} to="/clients" search={{ ...owner, standing: 'core' }} />
      <Stat label={t('clients:worth')} value={<Money fen={row.worth_fen} withUnit />} to="/clients" search={owner} />
      <Stat
        label={t('clients:exposure')}
        value={<Money fen={row.exposure_fen} withUnit />}
        detail={row.capacity_exposure_fen === undefined || row.capacity_exposure_fen === null ? t('common:unlimited') : <>{t('ownership:workload.limit')} <Money fen={row.capacity_exposure_fen} withUnit /></>}
        to="/clients"
        search={owner}
      />
    </div>
  );
}

export function Manager() {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = useParams({ from: '/shell/pages/managers/$id' });
  const found = useManager(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  const manager = found.data;
  return (
    <>
      <PageHeader
        title={manager.name}
        tags={<Standing manager={manager} />}
        lead={[manager.manager_no, manager.branch_name].join(' · ')}
        actions={
          <>
            {typeof manager.employee_id === 'string' && (may(me, 'get_employee') || manager.employee_id === me.employee_id) && (
              <Link to="/employees/$id" params={{ id: manager.employee_id }} search={{}} className="kj-act-link">
                {t('people:timeline')}
              </Link>
            )}
            {may(me, 'list_clients') && (
              <Link to="/clients" search={{ owner: manager.id }} className="kj-act-link">
                {t('people:book')}
              </Link>
            )}
            {may(me, 'update_manager') && <EditManager manager={manager} />}
          </>
        }
      />
      {may(me, 'list_workload') && <Book manager={manager} />}
      <div className="kj-stack">
        <ManagerFacts manager={manager} />
        <MaintainerList manager={manager} />
        {manager.class !== 'virtual' && may(me, 'get_manager_grade') && <GradePanel managerId={manager.id} name={manager.name} />}
        {manager.class !== 'virtual' && may(me, 'get_manager_term') && <TermPanel managerId={manager.id} />}
        {manager.class === 'virtual' && may(me, 'list_virtual_credits') && <VirtualCredits managerId={manager.id} branchId={manager.branch_id} />}
        {manager.class !== 'virtual' && may(me, 'list_dispatches') && <ManagerDispatches managerId={manager.id} />}
        <div>
          <h2 className="kj-section">{t('people:history')}</h2>
          <ManagerHistory manager={manager} />
        </div>
      </div>
    </>
  );
}
