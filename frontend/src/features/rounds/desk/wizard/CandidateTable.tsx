import { Checkbox, Input, InputNumber, Segmented, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { SIZES, STANDINGS } from '@/features/rounds/words';
import { useCandidates, type Candidate } from '@/features/rounds/api';
import type { Size, Standing } from '@/features/rounds/types';
import { Segment } from '../LotTable';

interface Props {
  roundId: string;
  /** Clients that are in a lot already. */
  taken: ReadonlySet<string>;
  chosen: readonly Candidate[];
  onChoose: (chosen: Candidate[]) => void;
}

const FEN_PER_WAN = 1_000_000;
const PAGE_SIZE = 20;

/** Clients of the branch that a lot could hold, with what they are worth and owe. */
export function CandidateTable({ roundId, taken, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [which, setWhich] = useState<'unowned' | 'all'>('unowned');
  const [text, setText] = useState('');
  const [standing, setStanding] = useState<Standing>();
  const [size, setSize] = useState<Size>();
  const [least, setLeast] = useState<number | null>(null);
  const [mustOnly, setMustOnly] = useState(false);
  const candidates = useCandidates(roundId, which);
  if (candidates.error !== null) return <ErrorState error={candidates.error} onRetry={() => void candidates.refetch()} />;
  const wanted = text.trim().toLowerCase();
  const rows = (candidates.data ?? []).filter(
    (row) =>
      !taken.has(row.client_id) &&
      (wanted === '' || row.name.toLowerCase().includes(wanted) || row.client_no.toLowerCase().includes(wanted)) &&
      (standing === undefined || row.standing === standing) &&
      (size === undefined || row.size === size) &&
      (least === null || row.worth_fen >= least * FEN_PER_WAN) &&
      (!mustOnly || row.must_allocate),
  );
  return (
    <section aria-label={t('roundsdesk:wizard.candidates')}>
      <div className="kj-filters-left" style={{ marginBottom: 12 }}>
        <Segmented
          value={which}
          options={[
            { value: 'unowned', label: t('roundsdesk:wizard.unowned') },
            { value: 'all', label: t('roundsdesk:wizard.all_clients') },
          ]}
          onChange={setWhich}
        />
        <Input
          allowClear
          type="search"
          style={{ width: 160 }}
          value={text}
          aria-label={t('roundsdesk:wizard.find')}
          placeholder={t('roundsdesk:wizard.find')}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <Select<Standing | null>
          allowClear
          style={{ width: 104 }}
          aria-label={t('rounds:standing_title')}
          placeholder={t('rounds:standing_title')}
          value={standing ?? null}
          options={STANDINGS.map((value) => ({ value, label: t(`rounds:segment.${value}`) }))}
          onChange={(value) => {
            setStanding(value ?? undefined);
          }}
        />
        <Select<Size | null>
          allowClear
          style={{ width: 104 }}
          aria-label={t('rounds:size_title')}
          placeholder={t('rounds:size_title')}
          value={size ?? null}
          options={SIZES.map((value) => ({ value, label: t(`rounds:segment.${value}`) }))}
          onChange={(value) => {
            setSize(value ?? undefined);
          }}
        />
        <InputNumber style={{ width: 168 }} min={0} value={least} aria-label={t('roundsdesk:wizard.least_worth')} placeholder={t('roundsdesk:wizard.least_worth')} suffix={t('common:unit_wan')} onChange={setLeast} />
        <Checkbox
          checked={mustOnly}
          onChange={(event) => {
            setMustOnly(event.target.checked);
          }}
        >
          {t('roundsdesk:wizard.must_only')}
        </Checkbox>
      </div>
      <Table<Candidate>
        size="small"
        rowKey="client_id"
        loading={candidates.isPending || candidates.isPlaceholderData}
        dataSource={rows}
        pagination={{ pageSize: PAGE_SIZE, showSizeChanger: false, showTotal: (total) => t('rounds:client_count', { count: total }) }}
        scroll={{ x: 'max-content' }}
        rowSelection={{
          selectedRowKeys: chosen.map((row) => row.client_id),
          preserveSelectedRowKeys: true,
          selections: [{ key: 'all', text: t('roundsdesk:wizard.choose_all'), onSelect: () => { onChoose(rows.filter((row) => row.locked_since === null || row.locked_since === undefined)); } }],
          onChange: (_keys, selected) => {
            onChoose(selected);
          },
          getCheckboxProps: (row) => ({ disabled: row.locked_since !== null && row.locked_since !== undefined, 'aria-label': row.name }),
        }}
        columns={[
          {
            title: t('rounds:client'),
            render: (_value, row) => (
              <>
                <div>{row.name}</div>
                <span className="kj-quiet kj-numeric">{row.client_no}</span>
                {row.locked_since !== null && row.locked_since !== undefined && <span className="kj-quiet"> · {t('roundsdesk:wizard.locked')}</span>}
              </>
            ),
          },
          { title: t('rounds:segment_title'), render: (_value, row) => <Segment client={row} /> },
          { title: t('rounds:worth_wan'), align: 'right', sorter: (a, b) => a.worth_fen - b.worth_fen, render: (_value, row) => <Money fen={row.worth_fen} /> },
          { title: t('rounds:exposure_wan'), align: 'right', sorter: (a, b) => a.exposure_fen - b.exposure_fen, render: (_value, row) => <Money fen={row.exposure_fen} /> },
        ]}
      />
    </section>
  );
}
