import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState, type Key } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { Money } from '@/components/plain/Money';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { percent } from '@/lib/format';
import { searchManagers } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { proposeHandover, useLeavingAct, useLeavingClients, type Handover, type LeavingClient, type LeavingDetail } from '../api';

interface Values {
  manager_id: string;
  effective_on: Dayjs;
  reason: string;
}

function HandOver({ leaving, chosen, onDone }: { leaving: LeavingDetail; chosen: string[]; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const branch = leaving.branch_id ?? undefined;
  const tomorrow = dayjs(me.today).add(1, 'day');
  const leaves = dayjs(leaving.leaves_on);
  const propose = useLeavingAct(({ values, key }: { values: Values; key: string }) =>
    proposeHandover(
      leaving.id,
      { effective_on: values.effective_on.format('YYYY-MM-DD'), clients: chosen.map((client) => ({ client_id: client, manager_id: values.manager_id })), reason: values.reason.trim() },
      key,
    ),
  );
  return (
    <>
      <Button
        type="primary"
        disabled={chosen.length === 0}
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('leaving:hand_over', { count: chosen.length })}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('leaving:hand_over', { count: chosen.length })}
        act={t('leaving:propose')}
        initialValues={{ effective_on: leaves.isAfter(me.today, 'day') ? leaves : tomorrow, reason: leaving.reason }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await propose.mutateAsync({ values, key });
          onDone();
          say(t('leaving:proposed'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('leaving:hand_over_lead')}</p>
            <Form.Item name="manager_id" label={t('leaving:receiver')} rules={[{ required: true, message: t('leaving:receiver_required') }]}>
              <RemoteSelect queryKey={['lookup', 'managers', branch]} search={async (text) => (await searchManagers(text, branch)).filter((found) => found.value !== leaving.manager_id)} label={t('leaving:receiver')} width="100%" />
            </Form.Item>
            <Form.Item name="effective_on" label={t('leaving:effective_on')} rules={[{ required: true, message: t('leaving:leaves_on_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(tomorrow, 'day')} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Plan({ plan }: { plan: Handover }) {
  const { t } = useTranslation();
  const whom = plan.receivers.map((one) => t('leaving:plan_part', { name: one.manager_name, count: one.clients })).join(t('leaving:and'));
  return (
    <li>
      <StateTag state={plan.state} /> {t('leaving:plan', { whom, day: plan.effective_on })}{' '}
      {plan.request_id !== null && plan.request_id !== undefined && (
        <Link to="/approvals/$id" params={{ id: plan.request_id }}>
          {t('leaving:to_request')}
        </Link>
      )}
    </li>
  );
}

/** The leaver's clients: chosen one by one or all at once, and handed to a named manager by a plan that two steps agree to. */
export function ClientsStep({ leaving }: { leaving: LeavingDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const shown = may(me, 'list_leaving_clients');
  const data = useLeavingClients(leaving.id, shown);
  const [chosen, setChosen] = useState<Key[]>([]);
  const leads = may(me, 'propose_leaving_handover') && !leaving.mine;
  const free = (client: LeavingClient) => !client.locked && (client.receiver_name === null || client.receiver_name === undefined);
  const columns: Column<LeavingClient>[] = [
    {
      key: 'name',
      title: t('leaving:client'),
      fixedColumn: true,
      render: (_value, client) => (
        <>
          <Link to="/clients/$id" params={{ id: client.client_id }} className="kj-beside">
            {client.client_name}
          </Link>{' '}
          <span className="kj-quiet">{client.client_no}</span>
        </>
      ),
    },
    { key: 'share', title: t('leaving:share'), numeric: true, render: (_value, client) => (client.bps === null || client.bps === undefined ? t('leaving:accounts', { count: client.accounts_apart }) : percent(client.bps)) },
    { key: 'worth', title: t('leaving:worth'), numeric: true, render: (_value, client) => <Money fen={client.worth_fen} /> },
    { key: 'credit', title: t('leaving:credit'), numeric: true, render: (_value, client) => (client.has_credit ? <Money fen={client.exposure_fen} /> : <span className="kj-quiet">—</span>) },
    {
      key: 'to',
      title: t('leaving:receiver'),
      fixedColumn: true,
      render: (_value, client) => (client.locked ? <Tag>{t('leaving:locked')}</Tag> : (client.receiver_name ?? <span className="kj-quiet">{t('leaving:nobody_yet')}</span>)),
    },
  ];
  return (
    <>
      {leaving.handovers.length > 0 && (
        <ul className="kj-plain-list">
          {leaving.handovers.map((plan) => (
            <Plan key={plan.id} plan={plan} />
          ))}
        </ul>
      )}
      {shown && (data.rows?.length ?? 0) > 0 && (
        <DataTable<LeavingClient>
          id="leaving-clients"
          label={t('leaving:item.clients')}
          columns={columns}
          rowKey={(client) => client.client_id}
          data={data}
          {...(leads && {
            selection: {
              selectedRowKeys: chosen,
              onChange: (keys: Key[]) => {
                setChosen(keys);
              },
              getCheckboxProps: (client: LeavingClient) => ({ disabled: !free(client), 'aria-label': client.client_name }),
            },
            actions: (
              <HandOver
                leaving={leaving}
                chosen={chosen.map(String)}
                onDone={() => {
                  setChosen([]);
                }}
              />
            ),
          })}
          empty={null}
        />
      )}
    </>
  );
}
