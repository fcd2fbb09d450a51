import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { searchPersons, useOrgUnits } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { proposeDispatch, PURPOSES, type Dispatch } from '../api';

interface Values {
  manager_id: string;
  to_branch_id: string;
  purpose: Dispatch['purpose'];
  task: string;
  days: [Dayjs, Dayjs];
}

const DAY = 'YYYY-MM-DD';
const MONTH = 30;

/** Proposes to send a senior manager to another branch; HR confirms. */
export function ProposeDispatch() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const branches = useOrgUnits('branch');
  const [open, setOpen] = useState(false);
  const required = (key: string) => [{ required: true, message: t(key) }];
  const tomorrow = dayjs(me.today).add(1, 'day');
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('dispatch:propose')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('dispatch:propose')}
        act={t('dispatch:propose')}
        initialValues={{ days: [tomorrow, tomorrow.add(MONTH, 'day')] }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ days: [from, last], ...rest }, key) => {
          await proposeDispatch({ ...rest, task: rest.task.trim(), valid_from: from.format(DAY), valid_to: last.add(1, 'day').format(DAY) }, key);
          await cache.invalidateQueries({ queryKey: ['dispatches'] });
          say(t('dispatch:proposed'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('dispatch:lead_form')} <ClauseMark id="E4.2" />
            </p>
            <Form.Item name="manager_id" label={t('dispatch:manager')} rules={required('dispatch:manager_required')}>
              <RemoteSelect queryKey={['lookup', 'managers', 'persons']} search={searchPersons} label={t('dispatch:manager')} width="100%" />
            </Form.Item>
            <Form.Item name="to_branch_id" label={t('dispatch:to')} rules={required('dispatch:to_required')}>
              <Select options={(branches.data ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} loading={branches.isPending} />
            </Form.Item>
            <Form.Item name="purpose" label={t('dispatch:purpose')} rules={required('dispatch:purpose_required')}>
              <Select options={PURPOSES.map((purpose) => ({ value: purpose, label: t(`dispatch:purpose_of.${purpose}`) }))} />
            </Form.Item>
            <Form.Item name="task" label={t('dispatch:task')} rules={[{ required: true, whitespace: true, message: t('dispatch:task_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
            <Form.Item name="days" label={t('dispatch:days')} rules={required('dispatch:days_required')}>
              <DatePicker.RangePicker style={{ width: '100%' }} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}
