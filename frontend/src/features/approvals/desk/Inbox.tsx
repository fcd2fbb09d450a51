import { Link } from '@tanstack/react-router';
import { Button, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useUrlFilters } from '@/lib/url-filters';
import { useApproval, useApprovals, type Approval, type Box } from '../api';
import { waitingStep } from '../steps';
import { ApprovalCard, useStepName, type Changes } from './ApprovalCard';

export type ApprovalFilter = 'box' | 'state';

const BOXES: readonly Box[] = ['inbox', 'proposed', 'all'];
const STATES = ['pending', 'approved', 'refused', 'withdrawn', 'stale'] as const;

interface Props {
  /** The request that the link names; the first of the list without one. */
  id?: string | undefined;
  changes: Partial<Record<Approval['kind'], Changes>>;
}

function Item({ approval, current, search }: { approval: Approval; current: boolean; search: object }) {
  const { t } = useTranslation();
  const name = useStepName();
  const waiting = waitingStep(approval);
  return (
    <li>
      <Link to="/approvals/$id" params={{ id: approval.id }} search={search} className="kj-inbox-item" aria-current={current ? 'true' : undefined}>
        <span className="kj-inbox-top">
          <strong>{t(`approvals:kind.${approval.kind}`)}</strong>
          <span className="kj-quiet">
            <DateText value={approval.created_at} />
          </span>
        </span>
        <span className="kj-inbox-reason">{approval.reason}</span>
        <span className="kj-inbox-top">
          <span className="kj-quiet">{approval.proposer_name}</span>
          <StateTag state={approval.state} waitingFor={waiting === undefined ? undefined : name(waiting)} />
        </span>
      </Link>
    </li>
  );
}

/** Every request in one place: the list at the left, the chosen one's card at the right. */
export function Inbox({ id, changes }: Props) {
  const { t } = useTranslation();
  const [filters, setFilters] = useUrlFilters<ApprovalFilter>();
  const box = BOXES.find((entry) => entry === filters.box) ?? 'inbox';
  const state = STATES.find((entry) => entry === filters.state);
  const list = useApprovals(box, box === 'inbox' ? undefined : state);
  const chosenId = id ?? list.rows?.[0]?.id;
  const chosen = useApproval(chosenId);
  const search = { ...(filters.box !== undefined && { box: filters.box }), ...(filters.state !== undefined && { state: filters.state }) };

  return (
    <>
      <div className="kj-filters">
        <div className="kj-filters-left">
          <Segmented<Box>
            aria-label={t('approvals:box.label')}
            value={box}
            options={BOXES.map((entry) => ({ value: entry, label: t(`approvals:box.${entry}`) }))}
            onChange={(next) => {
              setFilters({ box: next === 'inbox' ? undefined : next });
            }}
          />
          {box !== 'inbox' && (
            <FilterSelect
              label={t('approvals:state')}
              value={state}
              options={STATES.map((entry) => ({ value: entry, label: t(`common:state.${entry}`) }))}
              onChange={(next) => {
                setFilters({ state: next });
              }}
            />
          )}
        </div>
      </div>
      {list.error !== null ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : list.rows?.length === 0 && id === undefined ? (
        <Panel label={t('approvals:title')}>
          <EmptyState title={t(`approvals:empty.${box}`)} detail={t(`approvals:empty.${box}_detail`)} />
        </Panel>
      ) : (
        <div className="kj-inbox">
          <div>
            {list.rows === undefined ? (
              <Panel label={t('common:loading')}>
                <Skeleton active paragraph={{ rows: 6 }} />
              </Panel>
            ) : (
              list.rows.length > 0 && (
                <ul className="kj-inbox-list" aria-label={t('approvals:title')}>
                  {list.rows.map((approval) => (
                    <Item key={approval.id} approval={approval} current={approval.id === chosenId} search={search} />
                  ))}
                </ul>
              )
            )}
            {list.hasMore && (
              <div className="kj-more">
                <Button onClick={list.loadMore} loading={list.loadingMore}>
                  {t('common:more')}
                </Button>
              </div>
            )}
          </div>
          {chosen.error !== null ? (
            <ErrorState error={chosen.error} onRetry={() => void chosen.refetch()} />
          ) : chosen.data === undefined ? (
            <Panel label={t('common:loading')}>
              <Skeleton active paragraph={{ rows: 8 }} />
            </Panel>
          ) : (
            <ApprovalCard approval={chosen.data} changes={changes} />
          )}
        </div>
      )}
    </>
  );
}
