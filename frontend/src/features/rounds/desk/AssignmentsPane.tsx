import { Link } from '@tanstack/react-router';
import { Button, Form, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Money } from '@/components/plain/Money';
import { StateTag } from '@/components/plain/StateTag';
import { NONE } from '@/lib/format';
import { showFieldErrors } from '@/lib/field-errors';
import { committedWan } from '../commitment';
import { assignLot, useAssignments, useBranchManagers, useLots, useRoundAct, type Assignment, type Lot, type Round } from '../api';

const PAGE_SIZE = 50;

const given = (value: string | null | undefined): string | undefined => value ?? undefined;

/** Whom a lot goes to; that nobody gets it yet; or that another round decides. */
function Whose({ row }: { row: Assignment }) {
  const { t } = useTranslation();
  const to = given(row.sent_to);
  if (to !== undefined) return <Link to="/rounds/$id" params={{ id: to }}>{t('roundsdesk:sent_on')}</Link>;
  if (given(row.manager_name) === undefined) return <StateTag state="uncovered" />;
  return (
    <>
      {row.manager_name} {row.forfeited && <span className="kj-quiet">{t('roundsdesk:forfeited')}</span>}
    </>
  );
}

interface Values {
  manager_id: string;
  reason: string;
}

function AssignDialog({ round, lot, onClose }: { round: Round; lot: Lot; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const managers = useBranchManagers(round.id);
  const assign = useRoundAct((values: Values) => assignLot(round, lot.id, values.manager_id, values.reason.trim()));
  const [error, setError] = useState<unknown>();
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setError(undefined);
    try {
      await assign.mutateAsync(values);
      onClose();
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    }
  };
  return (
    <Modal
      open
      title={t('roundsdesk:assign_title', { lot: lot.name })}
      okText={t('roundsdesk:assign')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: assign.isPending }}
      onCancel={onClose}
      onOk={() => {
        // What is missing is shown under its field by the form itself.
        void submit().catch(() => undefined);
      }}
    >
      <p className="kj-quiet">
        {t('rounds:client_count', { count: lot.client_count })} · {t('rounds:worth')} <Money fen={lot.worth_fen} withUnit /> · {t('rounds:exposure')} <Money fen={lot.exposure_fen} withUnit />
      </p>
      <Form<Values> form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="manager_id" label={t('rounds:manager')} rules={[{ required: true, message: t('roundsdesk:manager_required') }]}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={managers.isPending}
            options={(managers.data ?? []).map((manager) => ({
              value: manager.manager_id,
              label: `${manager.manager_name} · ${t(`rounds:class.${manager.class}`)}${manager.grade === null || manager.grade === undefined ? '' : ` · ${t(`rounds:grade.${manager.grade}`)}`}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={t('common:confirm.reason')} extra={t('common:confirm.reason_hint')} rules={[{ required: true, whitespace: true, message: t('common:confirm.reason_required') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {error !== undefined && <ErrorState error={error} />}
      <ClauseMark id="D9.1" />
    </Modal>
  );
}

/** Who gets each lot, and what is left to be assigned by hand. */
export function AssignmentsPane({ round }: { round: Round }) {
  const { t } = useTranslation();
  const lots = useLots(round.id);
  const assignments = useAssignments(round.id);
  const [chosen, setChosen] = useState<Lot>();
  const error = lots.error ?? assignments.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void assignments.refetch()} />;
  const lotOf = new Map((lots.data ?? []).map((lot) => [lot.id, lot]));
  const open = (row: Assignment): boolean => given(row.sent_to) === undefined && (given(row.manager_id) === undefined || row.forfeited);
  const all = assignments.data ?? [];
  const left = all.filter(open);
  // What is left comes first: it is the work.
  const rows = [...left, ...all.filter((row) => !open(row))];
  const may = round.may.includes('assign_lot');
  return (
    <div className="kj-stack">
      {all.length > 0 && <p className="kj-note">{left.length === 0 ? t('roundsdesk:all_assigned') : t('roundsdesk:left_to_assign', { count: left.length, uncovered: left.filter((row) => row.must_allocate).length })}</p>}
      <Table<Assignment>
        aria-label={t('roundsdesk:tab.assignments')}
        size="middle"
        rowKey="lot_id"
        loading={lots.isPending || assignments.isPending}
        dataSource={rows}
        pagination={rows.length > PAGE_SIZE ? { pageSize: PAGE_SIZE, showSizeChanger: false } : false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: <EmptyState title={t('roundsdesk:no_lots')} /> }}
        columns={[
          { title: t('rounds:lot'), render: (_value, row) => `${row.lot_number.toString()} · ${row.lot_name}` },
          { title: t('rounds:clients'), align: 'right', className: 'kj-numeric', render: (_value, row) => lotOf.get(row.lot_id)?.client_count ?? NONE },
          { title: t('rounds:worth_wan'), align: 'right', render: (_value, row) => <Money fen={lotOf.get(row.lot_id)?.worth_fen} /> },
          { title: t('rounds:manager'), render: (_value, row) => <Whose row={row} /> },
          { title: t('roundsdesk:source'), render: (_value, row) => (row.source === null || row.source === undefined ? '' : t(`rounds:source.${row.source}`)) },
          {
            title: t('rounds:committed_wan'),
            align: 'right',
            className: 'kj-numeric',
            render: (_value, row) => (row.value === null || row.value === undefined ? '' : committedWan(row.value, round.terms.unit_fen)),
          },
          { title: t('common:confirm.reason'), render: (_value, row) => row.reason ?? '' },
          {
            title: '',
            align: 'right',
            render: (_value, row) =>
              may &&
              given(row.sent_to) === undefined && (
                <Button
                  size="small"
                  onClick={() => {
                    setChosen(lotOf.get(row.lot_id));
                  }}
                >
                  {open(row) ? t('roundsdesk:assign') : t('roundsdesk:reassign')}
                </Button>
              ),
          },
        ]}
      />
      {chosen !== undefined && (
        <AssignDialog
          round={round}
          lot={chosen}
          onClose={() => {
            setChosen(undefined);
          }}
        />
      )}
    </div>
  );
}
