import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { lastDay } from '@/lib/format';
import { searchEmployees, useBranchOptions } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { createVirtualManager, MANAGER_STATES, setMaintainers, updateManager, type Manager, type UpdateManager } from '../api';

function Reason() {
  const { t } = useTranslation();
  return (
    <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
    </Form.Item>
  );
}

/** HR changes state or term; every change stays in the history. */
export function EditManager({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
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
        {t('people:edit_manager')}
      </Button>
      <FormDialog<{ state: Manager['state']; term_to: Dayjs | null; reason: string }>
        open={open}
        title={t('people:edit_title', { name: manager.name })}
        act={t('common:save')}
        initialValues={{ state: manager.state, term_to: typeof manager.term_to === 'string' ? dayjs(lastDay(manager.term_to)) : null }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          const body: UpdateManager = { reason: values.reason.trim() };
          const until = values.term_to?.add(1, 'day').format('YYYY-MM-DD') ?? null;
          if (values.state !== manager.state) body.state = values.state;
          if (until !== (manager.term_to ?? null)) body.term_to = until;
          await updateManager(manager, body);
          await cache.invalidateQueries({ queryKey: ['managers'] });
          say(t('people:manager_saved', { name: manager.name }));
        }}
      >
        {() => (
          <>
            <Form.Item name="state" label={t('people:state')} extra={t('people:state_hint')}>
              <Select options={MANAGER_STATES.map((state) => ({ value: state, label: t(`people:manager_state.${state}`) }))} />
            </Form.Item>
            <Form.Item name="term_to" label={t('people:term_to')} extra={t('people:term_hint')}>
              <DatePicker />
            </Form.Item>
            <Reason />
          </>
        )}
      </FormDialog>
    </>
  );
}

interface MaintainerValues {
  employee_id: string;
  valid_from: Dayjs;
  reason: string;
}

/** Names who keeps a virtual manager from a day on. */
export function NameMaintainer({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('people:name_maintainer')}
      </Button>
      <FormDialog<MaintainerValues>
        open={open}
        title={t('people:name_maintainer')}
        act={t('common:save')}
        initialValues={{ valid_from: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await setMaintainers(manager, { maintainers: [{ employee_id: values.employee_id, valid_from: values.valid_from.format('YYYY-MM-DD') }], reason: values.reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['managers'] });
          say(t('people:maintainer_named'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('people:maintainer_lead')} <ClauseMark id="D2" />
            </p>
            <Form.Item name="employee_id" label={t('people:maintainer')} rules={[{ required: true, message: t('people:employee_required') }]}>
              <RemoteSelect queryKey={['lookup', 'employees', manager.branch_id]} search={(text) => searchEmployees(text, manager.branch_id)} label={t('people:maintainer')} width="100%" />
            </Form.Item>
            <Form.Item name="valid_from" label={t('people:from')} rules={[{ required: true, message: t('people:from_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
            <Reason />
          </>
        )}
      </FormDialog>
    </>
  );
}

interface VirtualValues {
  name: string;
  branch_id: string;
  employee_id: string;
  reason: string;
}

/** A subject without a body, for clients that nobody in person can hold; it has a maintainer from its first day. */
export function CreateVirtual({ onCreated }: { onCreated: (manager: Manager) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const branches = useBranchOptions();
  const own = me.positions.find((position) => typeof position.branch_id === 'string')?.branch_id ?? undefined;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('people:create_virtual')}
      </Button>
      <FormDialog<VirtualValues>
        open={open}
        title={t('people:create_virtual')}
        act={t('people:create')}
        initialValues={own === undefined ? {} : { branch_id: own }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const made = await createVirtualManager(
            { name: values.name.trim(), branch_id: values.branch_id, reason: values.reason.trim(), maintainers: [{ employee_id: values.employee_id, valid_from: me.today }] },
            key,
          );
          await cache.invalidateQueries({ queryKey: ['managers'] });
          onCreated(made);
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('people:virtual_lead')} <ClauseMark id="D2" />
            </p>
            <Form.Item name="name" label={t('people:name')} rules={[{ required: true, whitespace: true, message: t('people:name_required') }]}>
              <Input maxLength={120} />
            </Form.Item>
            <Form.Item name="branch_id" label={t('people:branch')} rules={[{ required: true, message: t('people:branch_required') }]}>
              <Select options={branches.filter((branch) => own === undefined || branch.value === own)} />
            </Form.Item>
            <Form.Item name="employee_id" label={t('people:maintainer')} rules={[{ required: true, message: t('people:employee_required') }]}>
              <RemoteSelect queryKey={['lookup', 'employees', own]} search={(text) => searchEmployees(text, own)} label={t('people:maintainer')} width="100%" />
            </Form.Item>
            <Reason />
          </>
        )}
      </FormDialog>
    </>
  );
}
