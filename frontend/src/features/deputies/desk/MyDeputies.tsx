import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useLatestDeputies } from '../api';
import { lastDay, stateOn } from '../days';

/** Who decides for me while I am away, and for whom I decide; nothing for whom the bank's deputies are hidden. */
export function MyDeputies() {
  const { t } = useTranslation();
  const me = useMe();
  const sees = may(me, 'list_deputies');
  const found = useLatestDeputies(sees);
  if (!sees) return null;
  const mine = found.data?.filter((deputy) => (deputy.employee_id === me.employee_id || deputy.deputy_employee_id === me.employee_id) && stateOn(deputy, me.today) !== 'ended');
  return (
    <Panel title={t('deputies:mine')} extra={<Link to="/deputies">{t('deputies:all')}</Link>}>
      {found.error !== null ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : mine === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : mine.length === 0 ? (
        <p className="kj-quiet" style={{ margin: 0 }}>
          {t(may(me, 'set_deputy') ? 'deputies:mine_none_president' : 'deputies:mine_none')}
        </p>
      ) : (
        <ul className="kj-lines">
          {mine.map((deputy) => (
            <li key={deputy.id}>
              <span className="kj-lines-text">
                {deputy.employee_id === me.employee_id
                  ? t('deputies:for_me', { deputy: deputy.deputy_name, role: t(`common:role.${deputy.role}`) })
                  : t('deputies:by_me', { name: deputy.name, role: t(`common:role.${deputy.role}`) })}
              </span>
              <StateTag state={stateOn(deputy, me.today)} />
              <span className="kj-lines-end kj-quiet">
                <DateText value={deputy.valid_from} /> {t('deputies:to')} <DateText value={lastDay(deputy)} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
