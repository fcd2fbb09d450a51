import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkboxes } from '@/components/desk/Checkboxes';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { dateTime } from '@/lib/format';
import { useMe } from '@/lib/session';
import { createApiClient, revokeApiClient, rotateApiClient, SCOPES, useApiClients, type ApiClient, type ApiClientSecret, type ApiScope } from '../api';
import { SecretShown } from './SecretShown';

/** A scope's word, for a label; scopes hold a colon, which the catalogue keeps for itself. */
function useScopeText(): (scope: ApiScope) => string {
  const { t } = useTranslation();
  return (scope) => t(`machines:scope.${scope.replace(/[.:]/g, '_')}`);
}

function CreateClient({ onMade }: { onMade: (made: ApiClientSecret) => void }) {
  const { t } = useTranslation();
  const scopeText = useScopeText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('machines:create')}
      </Button>
      <FormDialog<{ name: string; scopes: ApiScope[] }>
        open={open}
        title={t('machines:create')}
        act={t('machines:create')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ name, scopes }, key) => {
          onMade(await createApiClient(name.trim(), scopes, key));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('machines:create_lead')}</p>
            <Form.Item name="name" label={t('machines:name')} rules={[{ required: true, whitespace: true, message: t('machines:name_required') }]}>
              <Input maxLength={100} autoComplete="off" />
            </Form.Item>
            <Form.Item name="scopes" label={t('machines:scopes')} rules={[{ required: true, message: t('machines:scopes_required') }]}>
              <Checkboxes style={{ display: 'grid', gap: 8 }} options={SCOPES.map((scope) => ({ value: scope, label: scopeText(scope) }))} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Rotate({ client, onMade }: { client: ApiClient; onMade: (made: ApiClientSecret) => void }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('machines:rotate')}
      </Button>
      <FormDialog<{ overlap: number }>
        open={open}
        title={t('machines:rotate_title', { name: client.name })}
        act={t('machines:rotate')}
        initialValues={{ overlap: 24 }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ overlap }) => {
          onMade(await rotateApiClient(client, overlap));
        }}
      >
        {() => (
          <Form.Item name="overlap" label={t('machines:overlap')} extra={t('machines:overlap_hint')}>
            <Radio.Group options={[24, 72, 0].map((hours) => ({ value: hours, label: hours === 0 ? t('machines:overlap_none') : t('machines:overlap_hours', { hours }) }))} />
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}

/** Machines that may call: what each may do, when it last came, its secret renewed or ended. */
export function ApiClientList() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const scopeText = useScopeText();
  const data = useApiClients();
  const [shown, setShown] = useState<ApiClientSecret>();
  const refresh = (): Promise<void> => cache.invalidateQueries({ queryKey: ['api-clients'] });
  const made = (secret: ApiClientSecret): void => {
    setShown(secret);
    void refresh();
  };
  const columns: Column<ApiClient>[] = [
    { key: 'name', title: t('machines:name'), dataIndex: 'name', fixedColumn: true },
    { key: 'state', title: t('machines:state'), render: (_value, client) => <StateTag state={client.state === 'active' ? 'active' : 'ended'} /> },
    {
      key: 'scopes',
      title: t('machines:scopes'),
      render: (_value, client) => (
        <Space size={4} wrap>
          {client.scopes.map((scope) => (
            <Tag key={scope} title={scope}>
              {scopeText(scope)}
            </Tag>
          ))}
        </Space>
      ),
    },
    { key: 'last', title: t('machines:last_used'), render: (_value, client) => (client.last_used_at === undefined || client.last_used_at === null ? <span className="kj-quiet">{t('machines:never')}</span> : <DateText value={client.last_used_at} />) },
    {
      key: 'secret',
      title: t('machines:secret_since'),
      render: (_value, client) => (
        <>
          <DateText value={client.secret_since} />
          {client.previous_until !== undefined && client.previous_until !== null && <div className="kj-quiet">{t('machines:previous_until', { until: dateTime(client.previous_until) })}</div>}
        </>
      ),
    },
    { key: 'by', title: t('machines:created_by'), dataIndex: 'created_by' },
    {
      key: 'acts',
      title: t('machines:acts'),
      fixedColumn: true,
      render: (_value, client) =>
        client.state === 'active' && (
          <Space>
            {may(me, 'rotate_api_client') && <Rotate client={client} onMade={made} />}
            {may(me, 'revoke_api_client') && (
              <ConfirmAct
                act={t('machines:revoke')}
                buttonType="link"
                danger
                withReason
                changes={[{ label: t('machines:state'), from: <StateTag state="active" />, to: <StateTag state="ended" /> }]}
                whom={client.name}
                effective={t('machines:revoke_effective')}
                undo={t('machines:revoke_undo')}
                onConfirm={async (reason) => {
                  await revokeApiClient(client, reason);
                  await refresh();
                  say(t('machines:revoked', { name: client.name }));
                }}
              />
            )}
          </Space>
        ),
    },
  ];
  return (
    <>
      <DataTable<ApiClient>
        id="api-clients"
        label={t('machines:title')}
        columns={columns}
        rowKey={(client) => client.id}
        data={data}
        actions={may(me, 'create_api_client') && <CreateClient onMade={made} />}
        empty={<EmptyState title={t('machines:empty')} detail={t('machines:empty_detail')} />}
      />
      <SecretShown
        shown={shown}
        onClose={() => {
          setShown(undefined);
        }}
      />
    </>
  );
}
