import { EyeOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { may } from '@/lib/access';
import { NONE } from '@/lib/format';
import { useMe } from '@/lib/session';
import { unmaskClient, type ClientDetail, type Unmasked } from '../api';

/** Identity number and contacts, hidden until someone says what for. Shown in full they leave with the page. */
export function Contacts({ client }: { client: ClientDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const [whole, setWhole] = useState<Unmasked>();
  const identity = whole?.identity_number ?? client.identity_masked;
  const contacts = whole?.contacts.map((contact) => ({ ...contact, shown: contact.text })) ?? client.contacts.map((contact) => ({ ...contact, shown: contact.masked }));
  const hidden = identity !== undefined && identity !== null ? true : contacts.length > 0;
  return (
    <Panel
      title={t('clients:tab.contacts')}
      extra={
        hidden &&
        may(me, 'unmask_client') &&
        whole === undefined && (
          <Button
            icon={<EyeOutlined />}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('clients:unmask.open')}
          </Button>
        )
      }
    >
      {whole !== undefined && <Alert type="info" showIcon style={{ marginBottom: 16 }} title={t('clients:unmask.shown')} />}
      {!hidden ? (
        <EmptyState title={t('clients:no_contacts')} detail={t('clients:no_contacts_detail')} />
      ) : (
        <Facts
          items={[
            { label: client.identity_kind === undefined || client.identity_kind === null ? t('clients:identity') : t(`clients:identity_kind.${client.identity_kind}`), value: <span className="kj-numeric">{identity ?? NONE}</span> },
            ...contacts.map((contact) => ({
              label: contact.label ?? t(`clients:contact_kind.${contact.kind}`),
              value: <span className="kj-numeric">{contact.shown}</span>,
            })),
          ]}
        />
      )}
      <FormDialog<{ purpose: string }>
        open={asking}
        title={t('clients:unmask.title')}
        act={t('clients:unmask.act')}
        onClose={() => {
          setAsking(false);
        }}
        onSubmit={async ({ purpose }) => {
          setWhole(await unmaskClient(client.id, purpose.trim()));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('clients:unmask.lead')}</p>
            <Form.Item name="purpose" label={t('clients:unmask.purpose')} rules={[{ required: true, whitespace: true, message: t('clients:unmask.purpose_required') }]}>
              <Input maxLength={200} placeholder={t('clients:unmask.example')} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </Panel>
  );
}
