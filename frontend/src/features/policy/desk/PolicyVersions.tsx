import { Link } from '@tanstack/react-router';
import { Button, Select, Skeleton, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import type { State } from '@/components/plain/states';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { usePolicies, usePolicy, type PolicyVersion } from '../api';
import { PolicyBodyView } from './PolicyBodyView';
import { PolicyDiff } from './PolicyDiff';

export type PolicyFilter = 'number' | 'with';

/** A version's state as people see it: adopted ones hold from their date on. */
function stateOf(version: PolicyVersion, current: number | undefined, today: string): State {
  if (version.state === 'proposed') return 'pending';
  if (version.state === 'refused') return 'refused';
  if (version.number === current) return 'effective';
  return (version.effective_from ?? '') > today ? 'scheduled' : 'ended';
}

function useVersionName(): (number: number) => string {
  const { t } = useTranslation();
  return (number) => (number === 0 ? t('policy:defaults') : t('policy:version', { number }));
}

/** Versions at the left; the chosen one, or its comparison with another, at the right. */
export function PolicyVersions() {
  const { t } = useTranslation();
  const me = useMe();
  const name = useVersionName();
  const [filters, setFilters] = useUrlFilters<PolicyFilter>();
  const versions = usePolicies();
  const current = usePolicy('current');
  const number = filters.number ?? current.data?.number.toString();
  const chosen = usePolicy(number);
  const other = usePolicy(filters.with);
  if (versions.error !== null) return <ErrorState error={versions.error} onRetry={versions.retry} />;
  const rows = versions.rows ?? [];
  const all: number[] = [...rows.map((version) => version.number), 0];

  return (
    <div className="kj-inbox">
      <ul className="kj-inbox-list" aria-label={t('policy:versions')}>
        {[...rows, undefined].map((version) => {
          const key = version?.number ?? 0;
          const state = version === undefined ? (current.data?.number === 0 ? 'effective' : 'ended') : stateOf(version, current.data?.number, me.today);
          return (
            <li key={key}>
              <Link to="/policy" search={{ number: key.toString() }} className="kj-inbox-item" aria-current={key.toString() === number ? 'true' : undefined}>
                <span className="kj-inbox-top">
                  <strong>{name(key)}</strong>
                  <StateTag state={state} waitingFor={state === 'pending' ? t('policy:committee') : undefined} />
                </span>
                {version !== undefined && <span className="kj-inbox-reason">{version.note}</span>}
                <span className="kj-quiet">{version === undefined ? t('policy:defaults_detail') : t('policy:from', { date: version.effective_from ?? '' })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      <div className="kj-stack">
        {chosen.error !== null ? (
          <ErrorState error={chosen.error} onRetry={() => void chosen.refetch()} />
        ) : chosen.data === undefined ? (
          <Panel label={t('common:loading')}>
            <Skeleton active paragraph={{ rows: 10 }} />
          </Panel>
        ) : (
          <>
            <Panel
              title={name(chosen.data.number)}
              extra={
                <Space>
                  <Select<number>
                    allowClear
                    aria-label={t('policy:compare')}
                    placeholder={t('policy:compare')}
                    style={{ width: 180 }}
                    value={filters.with === undefined ? null : Number(filters.with)}
                    options={all.filter((entry) => entry.toString() !== number).map((entry) => ({ value: entry, label: name(entry) }))}
                    onChange={(next: number | undefined) => {
                      setFilters({ number, with: next?.toString() });
                    }}
                  />
                  {may(me, 'propose_policy') && (
                    <Link to="/policy/new" search={{ base: number ?? 'current' }}>
                      <Button type="primary">{t('policy:propose_from')}</Button>
                    </Link>
                  )}
                </Space>
              }
            >
              {chosen.data.number === 0 ? (
                <p className="kj-quiet" style={{ margin: 0 }}>
                  {t('policy:defaults_long')}
                </p>
              ) : (
                <Facts
                  items={[
                    { label: t('policy:effective_from'), value: <DateText value={chosen.data.effective_from} /> },
                    { label: t('policy:proposed_by'), value: chosen.data.proposed_by },
                    { label: t('policy:created_at'), value: <DateText value={chosen.data.created_at} /> },
                    { label: t('policy:adopted_at'), value: <DateText value={chosen.data.adopted_at} /> },
                    { label: t('policy:note'), value: chosen.data.note, wide: true },
                  ]}
                />
              )}
            </Panel>
            {filters.with === undefined ? (
              <PolicyBodyView body={chosen.data.body} number={chosen.data.number} />
            ) : other.error !== null ? (
              <ErrorState error={other.error} onRetry={() => void other.refetch()} />
            ) : (
              other.data !== undefined && (
                <Panel title={t('policy:comparison', { before: name(other.data.number), after: name(chosen.data.number) })}>
                  <PolicyDiff before={other.data.body} after={chosen.data.body} beforeTitle={name(other.data.number)} afterTitle={name(chosen.data.number)} />
                </Panel>
              )
            )}
          </>
        )}
      </div>
    </div>
  );
}
