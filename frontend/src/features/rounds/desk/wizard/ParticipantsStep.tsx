import { Button, InputNumber, Skeleton, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { fieldErrors } from '@/lib/field-errors';
import { setParticipants, useBranchManagers, useParticipants, useRoundAct, type Manager, type Participant, type Round } from '@/features/rounds/api';
import { ManagerClassText } from '../ManagerClassText';

const FEN_PER_WAN = 1_000_000;

interface Limits {
  capacity: number | null;
  exposureWan: number | null;
}

const FREE: Limits = { capacity: null, exposureWan: null };

function Editor({ round, managers, present, onSaved }: { round: Round; managers: Manager[]; present: Participant[]; onSaved: (round: Round) => void }) {
  const { t } = useTranslation();
  // Nobody chosen yet: everybody who may hold clients takes part, until somebody is left out.
  const [chosen, setChosen] = useState<string[]>(present.length > 0 ? present.map((row) => row.manager_id) : managers.map((row) => row.manager_id));
  const [limits, setLimits] = useState(
    () =>
      new Map(
        present.map((row): [string, Limits] => [
          row.manager_id,
          { capacity: row.capacity ?? null, exposureWan: row.max_exposure_fen === null || row.max_exposure_fen === undefined ? null : Math.floor(row.max_exposure_fen / FEN_PER_WAN) },
        ]),
      ),
  );
  const save = useRoundAct(() =>
    setParticipants(
      round,
      chosen.map((id) => {
        const { capacity, exposureWan } = limits.get(id) ?? FREE;
        return { manager_id: id, ...(capacity !== null && { capacity }), ...(exposureWan !== null && { max_exposure_fen: exposureWan * FEN_PER_WAN }) };
      }),
    ),
  );
  const change = (id: string, patch: Partial<Limits>): void => {
    setLimits(new Map(limits).set(id, { ...(limits.get(id) ?? FREE), ...patch }));
  };
  return (
    <div className="kj-stack">
      <p className="kj-quiet">
        {t('roundsdesk:wizard.participants_lead')} <ClauseMark id="E4.2" />
      </p>
      <Table<Manager>
        aria-label={t('rounds:participants')}
        size="middle"
        rowKey="manager_id"
        dataSource={managers}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('roundsdesk:wizard.no_managers')} detail={t('roundsdesk:wizard.no_managers_detail')} /> }}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => {
            setChosen(keys.map(String));
          },
          getCheckboxProps: (row) => ({ 'aria-label': row.manager_name }),
        }}
        columns={[
          { title: t('rounds:manager'), dataIndex: 'manager_name' },
          { title: t('rounds:class_grade'), render: (_value, row) => <ManagerClassText row={row} /> },
          { title: t('rounds:clients_now'), align: 'right', className: 'kj-numeric', dataIndex: 'clients_before' },
          { title: t('rounds:exposure_now_wan'), align: 'right', render: (_value, row) => <Money fen={row.exposure_before_fen} /> },
          {
            title: t('rounds:capacity_more'),
            render: (_value, row) => (
              <InputNumber
                min={0}
                max={100_000}
                precision={0}
                style={{ width: 140 }}
                disabled={!chosen.includes(row.manager_id)}
                placeholder={t('roundsdesk:wizard.by_policy')}
                aria-label={t('roundsdesk:wizard.capacity_of', { name: row.manager_name })}
                value={limits.get(row.manager_id)?.capacity ?? null}
                onChange={(capacity) => {
                  change(row.manager_id, { capacity });
                }}
              />
            ),
          },
          {
            title: t('rounds:exposure_more_wan'),
            render: (_value, row) => (
              <InputNumber
                min={0}
                precision={0}
                style={{ width: 140 }}
                disabled={!chosen.includes(row.manager_id)}
                placeholder={t('roundsdesk:wizard.by_policy')}
                aria-label={t('roundsdesk:wizard.exposure_of', { name: row.manager_name })}
                value={limits.get(row.manager_id)?.exposureWan ?? null}
                onChange={(exposureWan) => {
                  change(row.manager_id, { exposureWan });
                }}
              />
            ),
          },
        ]}
      />
      {save.error !== null && <ErrorState error={save.error} />}
      {fieldErrors(save.error).map((field) => (
        <div key={field.name.join('/')} role="alert" className="kj-error">
          {managers.find((row) => row.manager_id === chosen[Number(field.name[1])])?.manager_name} {field.errors.join(' ')}
        </div>
      ))}
      <div className="kj-form-end">
        <span className="kj-quiet">{t('roundsdesk:wizard.chosen', { count: chosen.length })}</span>
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

/** Who may take part, and how much more each may take. */
export function ParticipantsStep({ round, onSaved }: { round: Round; onSaved: (round: Round) => void }) {
  const managers = useBranchManagers(round.id);
  const present = useParticipants(round.id);
  const error = managers.error ?? present.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void managers.refetch()} />;
  if (managers.data === undefined || present.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <Editor round={round} managers={managers.data.filter((row) => row.class !== 'virtual')} present={present.data} onSaved={onSaved} />;
}
