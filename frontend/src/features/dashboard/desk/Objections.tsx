import { Link } from '@tanstack/react-router';
import { Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { mayHaveObjections, useMovingRounds, useOpenObjections } from '../api';

const SHOWN = 5;

/** Objections that wait for a decision; nothing while no result is under notice. */
export function Objections({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const rounds = useMovingRounds(branchId, true);
  const noticed = mayHaveObjections(rounds.data ?? []);
  const objections = useOpenObjections(noticed);
  if (noticed.length === 0) return null;
  return (
    <Panel title={objections.items.length === 0 ? t('dashboard:objections') : t('dashboard:objections_count', { count: objections.items.length })}>
      {objections.error !== null ? (
        <ErrorState error={objections.error} onRetry={objections.retry} />
      ) : objections.pending ? (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      ) : objections.items.length === 0 ? (
        <p className="kj-quiet">{t('dashboard:no_objections', { count: noticed.length })}</p>
      ) : (
        <ul className="kj-lines">
          {objections.items.slice(0, SHOWN).map(({ objection, round }) => (
            <li key={objection.id}>
              <Link to={'/rounds/$id'} params={{ id: round.id } as never} search={{ tab: 'objections' } as never}>
                {round.name}
              </Link>
              <span className="kj-lines-text">{objection.text}</span>
              {objection.can_decide && <Tag color="gold">{t('dashboard:yours')}</Tag>}
              <span className="kj-lines-end kj-quiet">
                {objection.manager_name} · <DateText value={objection.created_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
