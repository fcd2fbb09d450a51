import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Space } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { SearchBox } from '@/components/desk/SearchBox';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import type { State } from '@/components/plain/states';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { createUser, inviteUser, resetTotp, updateUser, useUsers, type InviteAnswer, type UserRow } from '../api';
import { InviteLink } from './InviteLink';

export type UserFilter = 'q' | 'state';

const STATES: Record<UserRow['state'], State> = { active: 'active', deactivated: 'inactive', invited: 'invited' };

interface Props {
  /** A field that chooses an employee; the page brings it. Without one no login can be made here. */
  employeeField?: ReactNode;
}

function CreateUser({ employeeField, onCreated }: Props & { onCreated: (user: UserRow) => Promise<void> }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('identity:users.create')}
      </Button>
      <FormDialog<{ username: string; employee_id: string }>
        open={open}
        title={t('identity:users.create')}
        act={t('identity:users.create_act')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          await onCreated(await createUser(values.username.trim(), values.employee_id, key));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('identity:users.create_lead')}</p>
            <Form.Item name="employee_id" label={t('identity:users.employee')} rules={[{ required: true, message: t('identity:users.employee_required') }]}>
              {employeeField}
            </Form.Item>
            <Form.Item
              name="username"
              label={t('identity:login.username')}
              extra={t('identity:users.username_rule')}
              rules={[
                { required: true, message: t('identity:login.username_required') },
                { pattern: /^[a-z0-9][a-z0-9.-]{2,63}$/, message: t('identity:users.username_rule') },
              ]}
            >
              <Input autoComplete="off" spellCheck={false} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

export function UserList({ employeeField }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [filters, setFilters] = useUrlFilters<UserFilter>();
  const [invite, setInvite] = useState<{ name: string; answer: InviteAnswer }>();
  const data = useUsers();
  const wanted = filters.q?.toLowerCase();
  const rows = data.rows?.filter(
    (user) =>
      (filters.state === undefined || user.state === filters.state) &&
      (wanted === undefined || [user.username, user.name, user.employee_no].some((text) => text?.toLowerCase().includes(wanted) === true)),
  );
  const refresh = (): Promise<void> => cache.invalidateQueries({ queryKey: ['users'] });
  const sendInvite = async (user: UserRow): Promise<void> => {
    const answer = await inviteUser(user.id);
    await refresh();
    setInvite({ name: user.name ?? user.username, answer });
  };

  const columns: Column<UserRow>[] = [
    { key: 'username', title: t('identity:login.username'), dataIndex: 'username', fixedColumn: true },
    { key: 'name', title: t('identity:users.name'), render: (_value, user) => user.name ?? <span className="kj-quiet">{t('identity:users.nobody')}</span> },
    { key: 'employee_no', title: t('identity:users.employee_no'), dataIndex: 'employee_no' },
    { key: 'state', title: t('identity:users.state'), render: (_value, user) => <StateTag state={STATES[user.state]} /> },
    { key: 'created_at', title: t('identity:users.created_at'), render: (_value, user) => <DateText value={user.created_at} /> },
    {
      key: 'acts',
      title: t('identity:users.acts'),
      fixedColumn: true,
      render: (_value, user) => (
        <Space>
          {may(me, 'invite_user') && user.state !== 'deactivated' && (
            <ConfirmAct
              act={user.state === 'invited' ? t('identity:users.invite') : t('identity:users.reset')}
              buttonType="link"
              changes={[{ label: t('identity:users.invite_what'), to: user.state === 'invited' ? t('identity:users.invite_first') : t('identity:users.invite_again') }]}
              whom={user.name ?? user.username}
              effective={t('identity:users.at_once')}
              undo={t('identity:users.invite_undo')}
              onConfirm={() => sendInvite(user)}
            />
          )}
          {may(me, 'reset_totp') && user.id !== me.user_id && user.state === 'active' && (
            <ConfirmAct
              act={t('identity:users.totp_reset')}
              buttonType="link"
              changes={[{ label: t('identity:users.totp_what'), to: t('identity:users.totp_gone') }]}
              whom={user.name ?? user.username}
              effective={t('identity:users.sessions_end')}
              undo={t('identity:users.totp_undo')}
              onConfirm={async () => {
                const done = await resetTotp(user.id);
                say(t(done ? 'identity:users.totp_done' : 'identity:users.totp_none', { name: user.name ?? user.username }));
              }}
            />
          )}
          {may(me, 'update_user') && user.id !== me.user_id && (
            <ConfirmAct
              act={user.state === 'deactivated' ? t('identity:users.activate') : t('identity:users.deactivate')}
              buttonType="link"
              danger={user.state !== 'deactivated'}
              changes={[
                {
                  label: t('identity:users.state'),
                  from: <StateTag state={STATES[user.state]} />,
                  to: <StateTag state={user.state === 'deactivated' ? 'active' : 'inactive'} />,
                },
              ]}
              whom={user.name ?? user.username}
              effective={user.state === 'deactivated' ? t('identity:users.next_login') : t('identity:users.sessions_end')}
              undo={t('identity:users.reversible')}
              onConfirm={async () => {
                await updateUser(user, user.state === 'deactivated' ? 'active' : 'deactivated');
                await refresh();
                say(t(user.state === 'deactivated' ? 'identity:users.activated' : 'identity:users.deactivated', { name: user.name ?? user.username }));
              }}
            />
          )}
        </Space>
      ),
    },
  ];

  return (
    <>
      <DataTable<UserRow>
        id="users"
        label={t('identity:users.title')}
        columns={columns}
        rowKey={(user) => user.id}
        data={{ ...data, rows }}
        filters={
          <>
            <SearchBox
              value={filters.q}
              label={t('identity:users.search')}
              onChange={(q) => {
                setFilters({ q });
              }}
            />
            <FilterSelect
              label={t('identity:users.state')}
              value={filters.state}
              options={(['active', 'invited', 'deactivated'] as const).map((state) => ({ value: state, label: t(`common:state.${STATES[state]}`) }))}
              onChange={(state) => {
                setFilters({ state });
              }}
            />
          </>
        }
        actions={employeeField !== undefined && may(me, 'create_user') && <CreateUser employeeField={employeeField} onCreated={sendInvite} />}
        empty={<EmptyState title={t('identity:users.empty')} detail={t('identity:users.empty_detail')} />}
      />
      <InviteLink
        invite={invite?.answer}
        name={invite?.name ?? ''}
        onClose={() => {
          setInvite(undefined);
        }}
      />
    </>
  );
}
