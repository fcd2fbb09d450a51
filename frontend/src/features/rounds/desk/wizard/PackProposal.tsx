import { Button, Form, InputNumber, Select, Statistic } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/desk/chart/Chart';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { wan, wanNumber } from '@/lib/format';
import { proposePacks, useRoundAct, type Round } from '@/features/rounds/api';
import type { Pack, PackBy, Packs } from '@/features/rounds/types';

const BY: readonly PackBy[] = ['none', 'place', 'industry', 'size'];
const FIRST_COUNT = 4;

function Picture({ packs }: { packs: Packs }) {
  const { t } = useTranslation();
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 56, top: 36, bottom: 28 },
      legend: { top: 0, right: 0 },
      tooltip: { trigger: 'axis' as const, confine: true },
      xAxis: { type: 'category' as const, data: packs.packs.map((_pack, index) => t('roundsdesk:wizard.pack_name', { number: index + 1 })) },
      yAxis: [
        { type: 'value' as const, name: t('common:unit_wan') },
        { type: 'value' as const, name: t('rounds:unit_clients'), splitLine: { show: false } },
      ],
      series: [
        { type: 'bar' as const, name: t('rounds:worth'), data: packs.packs.map((pack) => wanNumber(pack.worth_fen)) },
        { type: 'bar' as const, name: t('rounds:clients'), yAxisIndex: 1, data: packs.packs.map((pack) => pack.client_count) },
      ],
    }),
    [packs, t],
  );
  return (
    <Chart
      title={t('roundsdesk:wizard.balance')}
      option={option}
      height={240}
      columns={[{ title: t('rounds:lot') }, { title: t('rounds:clients'), numeric: true }, { title: t('rounds:worth_wan'), numeric: true }, { title: t('roundsdesk:wizard.groups') }]}
      rows={packs.packs.map((pack, index) => [
        t('roundsdesk:wizard.pack_name', { number: index + 1 }),
        pack.client_count,
        <Money key="worth" fen={pack.worth_fen} />,
        pack.groups.map((group) => `${group.name ?? t('roundsdesk:wizard.no_group')} ${group.clients.toString()}`).join(' · '),
      ])}
    />
  );
}

/** Balanced packs as the system proposes them, with their balance as a picture; nothing is saved before they are taken over. */
export function PackProposal({ round, onTake }: { round: Round; onTake: (packs: Pack[]) => void }) {
  const { t } = useTranslation();
  const [count, setCount] = useState(FIRST_COUNT);
  const [by, setBy] = useState<PackBy>('none');
  const [packs, setPacks] = useState<Packs>();
  const propose = useRoundAct(() => proposePacks(round, count, by));
  return (
    <section className="kj-panel kj-stack" aria-label={t('roundsdesk:wizard.propose')}>
      <Form layout="inline" style={{ rowGap: 8 }}>
        <Form.Item label={t('roundsdesk:wizard.pack_count')} htmlFor="pack-count">
          <InputNumber id="pack-count" min={1} max={500} precision={0} value={count} onChange={(value) => { setCount(value ?? 1); }} />
        </Form.Item>
        <Form.Item label={t('roundsdesk:wizard.pack_by')} htmlFor="pack-by">
          <Select id="pack-by" style={{ width: 140 }} value={by} options={BY.map((value) => ({ value, label: t(`roundsdesk:wizard.by.${value}`) }))} onChange={setBy} />
        </Form.Item>
        <Button
          loading={propose.isPending}
          onClick={() => {
            propose.mutate(undefined, { onSuccess: setPacks });
          }}
        >
          {t('roundsdesk:wizard.propose')}
        </Button>
      </Form>
      {propose.error !== null && <ErrorState error={propose.error} />}
      {packs !== undefined && (
        <>
          <Picture packs={packs} />
          <div className="kj-figures">
            <Statistic title={t('roundsdesk:wizard.worth_range')} value={`${wan(packs.balance.smallest_worth_fen)} – ${wan(packs.balance.largest_worth_fen)}`} suffix={t('common:unit_wan')} />
            <Statistic title={t('roundsdesk:wizard.count_range')} value={`${packs.balance.smallest_count.toString()} – ${packs.balance.largest_count.toString()}`} suffix={t('rounds:unit_clients')} />
            <Statistic title={t('roundsdesk:gini_worth')} value={(packs.balance.worth_gini_bps / 10_000).toFixed(3)} />
            <Button
              type="primary"
              onClick={() => {
                onTake(packs.packs);
              }}
            >
              {t('roundsdesk:wizard.take')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
