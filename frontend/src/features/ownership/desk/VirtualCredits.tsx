import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { Money } from '@/components/plain/Money';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { searchManagers } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { nameCreditManager, useVirtualCredits, type VirtualCredit } from '../api';

interface Values {
  manager_id: string;
  valid_from: Dayjs;
  reason: string;
}

function Name({ credit, branchId }: { credit: VirtualCredit; branchId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const unnamed = credit.manager_id === null || credit.manager_id === undefined;
  return (
    <>
      <Button
        type="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {unnamed ? t('ownership:named.name') : t('ownership:named.change')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('ownership:named.title', { name: credit.client_name })}
        act={t('ownership:named.name')}
        initialValues={{ valid_from: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await nameCreditManager(credit.client_id, { manager_id: values.manager_id, valid_from: values.valid_from.format('YYYY-MM-DD'), reason: values.reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['virtual-credits'] });
          say(t('ownership:named.done'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('ownership:named.lead')} <ClauseMark id="D9.3" />
            </p>
            <Form.Item name="manager_id" label={t('ownership:named.manager')} rules={[{ required: true, message: t('ownership:adjust.manager_required') }]}>
              <RemoteSelect queryKey={['lookup', 'managers', branchId]} search={(text) => searchManagers(text, branchId)} label={t('ownership:named.manager')} width="100%" />
            </Form.Item>
            <Form.Item name="valid_from" label={t('ownership:named.from')} rules={[{ required: true, message: t('ownership:adjust.effective_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
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

/** Credit under a virtual manager: each client with the named manager of class A who manages it. */
export function VirtualCredits({ managerId, branchId }: { managerId: string; branchId: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const data = useVirtualCredits(managerId);
  const columns: Column<VirtualCredit>[] = [
    {
      key: 'client',
      title: t('ownership:client'),
      fixedColumn: true,
      render: (_value, credit) => (
        <>
          <Link to="/clients/$id" params={{ id: credit.client_id }} search={{}} className="kj-beside">
            {credit.client_name}
          </Link>{' '}
          <span className="kj-quiet">{credit.client_no}</span>
        </>
      ),
    },
    { key: 'exposure', title: t('ownership:named.exposure'), numeric: true, render: (_value, credit) => <Money fen={credit.exposure_fen} /> },
    { key: 'manager', title: t('ownership:named.manager'), fixedColumn: true, render: (_value, credit) => credit.manager_name ?? <StateTag state="to_do" /> },
    { key: 'since', title: t('ownership:named.from'), render: (_value, credit) => <DateText value={credit.since} /> },
    ...(may(me, 'name_credit_manager') ? [{ key: 'acts', title: t('ownership:named.acts'), fixedColumn: true, render: (_value: unknown, credit: VirtualCredit) => <Name credit={credit} branchId={branchId} /> }] : []),
  ];
  return (
    <div>
      <h2 className="kj-section">{t('ownership:named.heading')}</h2>
      <DataTable<VirtualCredit> id="virtual-credits" label={t('ownership:named.heading')} columns={columns} rowKey={(credit) => credit.client_id} data={data} empty={<p className="kj-quiet">{t('ownership:named.none')}</p>} />
    </div>
  );
}
