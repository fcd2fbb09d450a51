import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { nextMoment, useMovingRounds } from '../api';

const SHOWN = 5;

/** Rounds in progress with what comes next and when, by the server's clock. */
export function Rounds({ branchId }: { branchId: string | undefined }) {
  const { t } = useTranslation();
  const rounds = useMovingRounds(branchId, true);
  return (
    <Panel
      title={t('dashboard:rounds')}
      extra={
        <Link to={'/rounds'} search={(branchId === undefined ? {} : { branch_id: branchId }) as never}>
          {t('dashboard:all_rounds')}
        </Link>
      }
    >
      {rounds.error !== null ? (
        <ErrorState error={rounds.error} onRetry={() => void rounds.refetch()} />
      ) : rounds.data === undefined ? (
        <Skeleton active paragraph={{ rows: 3 }} title={false} />
      ) : rounds.data.length === 0 ? (
        <p className="kj-quiet">{t('dashboard:no_rounds')}</p>
      ) : (
        <ul className="kj-lines">
          {rounds.data.slice(0, SHOWN).map((round) => {
            const until = nextMoment(round);
            return (
              <li key={round.id}>
                <Link to={'/rounds/$id'} params={{ id: round.id } as never}>
                  {round.name}
                </Link>
                <span className="kj-quiet">{round.branch_name}</span>
                <StateTag state={round.state} />
                <span className="kj-lines-end">{until === undefined ? <span className="kj-quiet">{t(`dashboard:next.${round.state}`)}</span> : <>{t(`dashboard:next.${round.state}`)} <Countdown until={until} /></>}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}
