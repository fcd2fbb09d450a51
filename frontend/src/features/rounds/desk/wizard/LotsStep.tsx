import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Skeleton, Space, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { ProblemError } from '@/lib/problem';
import { pointerPath } from '@/lib/field-errors';
import { unitOf } from '@/features/rounds/commitment';
import { setLots, useCandidates, useLots, useRoundAct, type Candidate, type Round } from '@/features/rounds/api';
import type { Pack } from '@/features/rounds/types';
import { CandidateTable } from './CandidateTable';
import { fromLot, lotOf, toInput, type DraftLot } from './draft-lots';
import { PackProposal } from './PackProposal';

/** As many lots as stand beside the clients on one screen. */
const PAGE_SIZE = 10;

interface EditorProps {
  round: Round;
  first: DraftLot[];
  onSaved: (round: Round) => void;
}

/** The server's words about one lot of the list that was sent. */
function lotErrors(error: unknown): Map<number, string> {
  const found = new Map<number, string>();
  if (!(error instanceof ProblemError)) return found;
  for (const field of error.problem.errors) {
    const [list, index] = pointerPath(field.pointer);
    if (list === 'lots' && typeof index === 'number') found.set(index, field.message);
  }
  return found;
}

function LotEditor({ round, first, onSaved }: EditorProps) {
  const { t } = useTranslation();
  const [lots, setDraft] = useState<DraftLot[]>(first);
  const [chosen, setChosen] = useState<Candidate[]>([]);
  const [reserve, setReserve] = useState<number | null>(null);
  const candidates = useCandidates(round.id, 'all');
  const save = useRoundAct(() => setLots(round, lots.map(toInput)));
  const errors = lotErrors(save.error);
  const taken = new Set(lots.flatMap((lot) => lot.client_ids));
  const unit = unitOf(round.terms.unit_fen);
  const change = (key: string, patch: Partial<DraftLot>): void => {
    setDraft(lots.map((lot) => (lot.key === key ? { ...lot, ...patch } : lot)));
  };
  const add = (added: DraftLot[]): void => {
    setDraft([...lots, ...added]);
    setChosen([]);
  };
  const packName = (number: number): string => t('roundsdesk:wizard.pack_name', { number });
  const take = (packs: Pack[]): void => {
    const facts = new Map((candidates.data ?? []).map((row) => [row.client_id, row]));
    setDraft(
      packs.map((pack, index) => ({
        ...lotOf(pack.client_ids.flatMap((id) => facts.get(id) ?? []), packName(index + 1), reserve ?? 0),
        client_ids: pack.client_ids,
        worth_fen: pack.worth_fen,
      })),
    );
    setChosen([]);
  };
  return (
    <div className="kj-stack">
      {round.method === 'unit_package' && <PackProposal round={round} onTake={take} />}
      <div className="kj-lots">
        <div>
          <CandidateTable roundId={round.id} taken={taken} chosen={chosen} onChoose={setChosen} />
          <Space style={{ marginTop: 12 }} wrap>
            <Button
              disabled={chosen.length === 0}
              onClick={() => {
                add(chosen.map((client) => lotOf([client], client.name, reserve ?? 0)));
              }}
            >
              {t('roundsdesk:wizard.as_single', { count: chosen.length })}
            </Button>
            <Button
              disabled={chosen.length < 2}
              onClick={() => {
                add([lotOf(chosen, packName(lots.length + 1), reserve ?? 0)]);
              }}
            >
              {t('roundsdesk:wizard.as_pack', { count: chosen.length })}
            </Button>
          </Space>
        </div>
        <section className="kj-lots-made" aria-label={t('rounds:lots')}>
          <div className="kj-bar-line" style={{ marginBottom: 12 }}>
            <strong>{t('roundsdesk:wizard.lots_sum', { lots: lots.length, clients: taken.size })}</strong>
            <Space.Compact>
              <InputNumber
                min={0}
                max={1_000_000_000}
                precision={0}
                value={reserve}
                style={{ width: 132 }}
                placeholder={t('rounds:reserve')}
                aria-label={t('roundsdesk:wizard.reserve_all')}
                onChange={setReserve}
              />
              <Button
                disabled={reserve === null || lots.length === 0}
                onClick={() => {
                  setDraft(lots.map((lot) => ({ ...lot, reserve_value: reserve ?? 0 })));
                }}
              >
                {t('roundsdesk:wizard.reserve_all')}
              </Button>
            </Space.Compact>
          </div>
          <Table<DraftLot>
            size="small"
            rowKey="key"
            dataSource={lots}
            pagination={lots.length > PAGE_SIZE ? { pageSize: PAGE_SIZE, showSizeChanger: false } : false}
            locale={{ emptyText: <EmptyState title={t('roundsdesk:wizard.lots_empty')} detail={t('roundsdesk:wizard.lots_empty_detail')} /> }}
            columns={[
              {
                title: t('rounds:lot'),
                render: (_value, lot) => (
                  <>
                    <Input value={lot.name} maxLength={120} aria-label={t('roundsdesk:wizard.lot_name')} onChange={(event) => { change(lot.key, { name: event.target.value }); }} />
                    {errors.get(lots.indexOf(lot)) !== undefined && (
                      <div role="alert" className="kj-error">
                        {errors.get(lots.indexOf(lot))}
                      </div>
                    )}
                  </>
                ),
              },
              { title: t('rounds:clients'), align: 'right', className: 'kj-numeric', render: (_value, lot) => lot.client_ids.length },
              { title: t('rounds:worth_wan'), align: 'right', render: (_value, lot) => <Money fen={lot.worth_fen} /> },
              {
                title: unit.wan ? t('rounds:reserve_wan') : t('rounds:reserve'),
                align: 'right',
                render: (_value, lot) => <InputNumber min={0} max={1_000_000_000} precision={0} style={{ width: 84 }} value={lot.reserve_value} aria-label={t('rounds:reserve')} onChange={(value) => { change(lot.key, { reserve_value: value ?? 0 }); }} />,
              },
              {
                title: '',
                align: 'right',
                render: (_value, lot) => (
                  <Button
                    type="text"
                    size="middle"
                    icon={<DeleteOutlined />}
                    aria-label={t('roundsdesk:wizard.remove', { lot: lot.name })}
                    onClick={() => {
                      setDraft(lots.filter((other) => other !== lot));
                    }}
                  />
                ),
              },
            ]}
          />
        </section>
      </div>
      {save.error !== null && errors.size === 0 && <ErrorState error={save.error} />}
      <div className="kj-form-end">
        <Button
          type="primary"
          loading={save.isPending}
          onClick={() => {
            save.mutate(undefined, { onSuccess: onSaved });
          }}
        >
          {t('roundsdesk:wizard.save_next')}
        </Button>
      </div>
    </div>
  );
}

/** Which clients are allocated, singly or in packs, and from which value on. */
export function LotsStep({ round, onSaved }: { round: Round; onSaved: (round: Round) => void }) {
  const lots = useLots(round.id);
  if (lots.error !== null) return <ErrorState error={lots.error} onRetry={() => void lots.refetch()} />;
  if (lots.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <LotEditor round={round} first={lots.data.map(fromLot)} onSaved={onSaved} />;
}
