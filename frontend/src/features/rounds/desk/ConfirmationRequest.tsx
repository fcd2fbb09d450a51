import { Link } from '@tanstack/react-router';
import { Alert, Skeleton, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { percent } from '@/lib/format';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { committedWan } from '../commitment';
import { useDryRun, useRound } from '../api';
import { useObjections } from '../results';

interface Gain {
  manager: string;
  lots: number;
  value: number;
}

interface Payload {
  effective_on?: string;
  lots?: number;
  unassigned?: number;
  managers?: Gain[];
}

/** What a confirmation puts into effect: who gets what from when, what stays without anybody, and what was objected. */
export function ConfirmationRequest({ roundId, payload }: { roundId: string; payload: Payload }) {
  const { t } = useTranslation();
  const me = useMe();
  const round = useRound(roundId);
  const dryRun = useDryRun(roundId, may(me, 'get_dry_run'));
  const objections = useObjections(roundId, may(me, 'list_objections'));
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <Skeleton active />;
  const { terms, name, code, branch_name, method } = round.data;
  const tab = (key: string, words: string) => (
    <Link to="/rounds/$id" params={{ id: roundId }} search={{ tab: key }}>
      {words}
    </Link>
  );
  const decided = (state: string): number => objections.data?.filter((objection) => objection.state === state).length ?? 0;
  const left = dryRun.data?.uncovered_lots.length ?? 0;
  const tender = method === 'open_tender';
  return (
    <>
      <Facts
        items={[
          {
            label: t('roundsdesk:confirmation.round'),
            value: (
              <>
                <Link to="/rounds/$id" params={{ id: roundId }} search={{}}>
                  {name}
                </Link>{' '}
                <span className="kj-quiet kj-nowrap">{code}</span>
              </>
            ),
          },
          { label: t('rounds:branch'), value: branch_name },
          { label: t('rounds:method_title'), value: t(`rounds:method.${method}`) },
          { label: t('rounds:effective_on'), value: <DateText value={payload.effective_on} /> },
          { label: t('roundsdesk:confirmation.lots'), value: t('roundsdesk:confirmation.lots_of', { lots: payload.lots ?? 0, left: payload.unassigned ?? 0 }) },
          dryRun.data !== undefined && { label: t('roundsdesk:coverage'), value: `${percent(dryRun.data.coverage_before_bps)} → ${percent(dryRun.data.coverage_after_bps)}` },
          objections.data !== undefined && {
            label: t('roundsdesk:tab.objections'),
            value: objections.data.length === 0 ? t('roundsdesk:objection.none') : tab('objections', t('roundsdesk:confirmation.objections', { upheld: decided('upheld'), rejected: decided('rejected'), withdrawn: decided('withdrawn') })),
          },
          { label: t('roundsdesk:confirmation.more'), value: <span className="kj-tags">{tender && tab('result', t('roundsdesk:tab.result'))}{tab('assignments', t('roundsdesk:tab.assignments'))}{tab('effect', t('roundsdesk:tab.effect'))}</span> },
        ]}
      />
      {left > 0 && <Alert type="error" showIcon style={{ marginTop: 12 }} title={t('roundsdesk:confirmation.uncovered', { count: left })} />}
      <Table<Gain>
        style={{ marginTop: 16 }}
        aria-label={t('roundsdesk:confirmation.gains')}
        size="small"
        rowKey={(gain) => `${gain.manager}/${gain.lots}/${gain.value}`}
        pagination={false}
        dataSource={payload.managers ?? []}
        columns={[
          { title: t('rounds:manager'), dataIndex: 'manager', render: (manager: string) => <strong>{manager}</strong> },
          { title: t('rounds:lots'), align: 'right', className: 'kj-numeric', dataIndex: 'lots' },
          ...(tender
            ? [
                {
                  title: t('rounds:committed_wan'),
                  align: 'right' as const,
                  className: 'kj-numeric',
                  render: (_value: unknown, gain: Gain) => committedWan(gain.value, terms.unit_fen),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}
