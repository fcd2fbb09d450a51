import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { setDeputy, usePositionsOf, type Role } from '../api';
import { rolesOn } from '../days';

interface Values {
  employee_id: string;
  role: Role;
  deputy_employee_id: string;
  days: [Dayjs, Dayjs];
}

const DAY = 'YYYY-MM-DD';
const WEEK = 6;

function Fields() {
  const { t } = useTranslation();
  const me = useMe();
  const form = Form.useFormInstance<Values>();
  const away = Form.useWatch('employee_id', form) as string | undefined;
  const days = Form.useWatch('days', form) as Values['days'] | undefined;
  const positions = usePositionsOf(away);
  const roles = rolesOn(positions.data ?? [], days?.[0].format(DAY) ?? me.today);
  const branch = me.positions.find((position) => position.role === 'president')?.branch_id ?? undefined;
  const search = (text: string) => searchEmployees(text, branch);
  const required = (key: string) => [{ required: true, message: t(key) }];
  return (
    <>
      <p className="kj-quiet">
        {t('deputies:name_lead')} <ClauseMark id="D8.1" />
      </p>
      <Form.Item name="employee_id" label={t('deputies:away')} rules={required('deputies:away_required')}>
        <RemoteSelect
          queryKey={['lookup', 'employees', branch]}
          search={search}
          label={t('deputies:away')}
          width="100%"
          onChange={() => {
            form.setFieldValue('role', undefined);
          }}
        />
      </Form.Item>
      <Form.Item name="role" label={t('deputies:role')} extra={t('deputies:role_hint')} rules={required('deputies:role_required')}>
        <Select
          disabled={away === undefined}
          loading={positions.isFetching}
          placeholder={t(away === undefined ? 'deputies:role_first' : 'deputies:role')}
          options={roles.map((role) => ({ value: role, label: t(`common:role.${role}`) }))}
          notFoundContent={t('deputies:no_roles')}
        />
      </Form.Item>
      <Form.Item name="deputy_employee_id" label={t('deputies:deputy')} rules={required('deputies:deputy_required')}>
        <RemoteSelect queryKey={['lookup', 'employees', branch]} search={search} label={t('deputies:deputy')} width="100%" />
      </Form.Item>
      <Form.Item name="days" label={t('deputies:days')} extra={t('deputies:days_hint')} rules={required('deputies:days_required')}>
        <DatePicker.RangePicker style={{ width: '100%' }} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
      </Form.Item>
    </>
  );
}

/** Names somebody who decides in another's role for some days. */
export function NameDeputy() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('deputies:name')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('deputies:name')}
        act={t('deputies:name')}
        initialValues={{ days: [dayjs(me.today), dayjs(me.today).add(WEEK, 'day')] }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ days: [from, last], ...rest }, key) => {
          const named = await setDeputy({ ...rest, valid_from: from.format(DAY), valid_to: last.add(1, 'day').format(DAY) }, key);
          await cache.invalidateQueries({ queryKey: ['deputies'] });
          say(t('deputies:named', { name: named.name, deputy: named.deputy_name, from: named.valid_from }));
        }}
      >
        {() => <Fields />}
      </FormDialog>
    </>
  );
}
