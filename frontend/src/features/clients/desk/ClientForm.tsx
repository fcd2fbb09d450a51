import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { useBranchOptions, useOrgUnits } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { createClient, KINDS, updateClient, type ClientDetail, type ContactInput, type CreateClient, type UpdateClient } from '../api';

const CONTACT_KINDS = ['phone', 'address', 'person'] as const;

const text = (value: string | null | undefined): string | null => (value === undefined || value === null || value.trim() === '' ? null : value.trim());

function ContactFields({ name, label }: { name: string; label: string }) {
  const { t } = useTranslation();
  return (
    <Form.Item label={label}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <Space key={field.key} align="start">
                <Form.Item name={[field.name, 'kind']}>
                  <Select aria-label={t('clients:contact_label')} style={{ width: 96 }} options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`clients:contact_kind.${kind}`) }))} />
                </Form.Item>
                <Form.Item name={[field.name, 'text']} rules={[{ required: true, whitespace: true, message: t('clients:form.required') }]}>
                  <Input aria-label={t('clients:contact_text')} maxLength={200} style={{ width: 300 }} />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('clients:form.remove')}
                  title={t('clients:form.remove')}
                  onClick={() => {
                    remove(field.name);
                  }}
                />
              </Space>
            ))}
            <Button
              icon={<PlusOutlined />}
              onClick={() => {
                add({ kind: 'phone' });
              }}
            >
              {t('clients:form.add_contact')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}

interface CreateValues extends Omit<CreateClient, 'identity'> {
  identity?: { number?: string };
}

/** Puts a client in; nobody looks after it yet. */
export function CreateClientDialog({ open, onClose, onCreated }: { open: boolean; onClose: () => void; onCreated: (client: ClientDetail) => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const cache = useQueryClient();
  const branches = useBranchOptions();
  const own = me.positions.find((position) => typeof position.branch_id === 'string')?.branch_id ?? undefined;
  const outlets = useOrgUnits('outlet', own);
  const required = { required: true, message: t('clients:form.required') };
  return (
    <FormDialog<CreateValues>
      open={open}
      title={t('clients:create')}
      act={t('clients:create')}
      width={600}
      initialValues={{ kind: 'corporate', contacts: [], ...(own !== undefined && { branch_id: own }) }}
      onClose={onClose}
      onSubmit={async (values, key) => {
        const number = text(values.identity?.number);
        const body: CreateClient = {
          kind: values.kind,
          name: values.name.trim(),
          branch_id: values.branch_id,
          contacts: values.contacts ?? [],
          industry: text(values.industry),
          place: text(values.place),
          equipment: text(values.equipment),
          outlet_id: values.outlet_id ?? null,
          ...(number !== null && { identity: { kind: values.kind === 'corporate' ? 'uscc' : 'resident_id', number } }),
        };
        const made = await createClient(body, key);
        await cache.invalidateQueries({ queryKey: ['clients'] });
        onCreated(made);
      }}
    >
      {() => (
        <>
          <Form.Item name="kind" label={t('clients:kind')}>
            <Radio.Group options={KINDS.map((kind) => ({ value: kind, label: t(`common:client_kind.${kind}`) }))} />
          </Form.Item>
          <Form.Item name="name" label={t('clients:form.name')} rules={[{ ...required, whitespace: true }]}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <div className="kj-inline-form">
            <Form.Item name="branch_id" label={t('clients:branch')} rules={[required]}>
              <Select options={branches} />
            </Form.Item>
            <Form.Item name="outlet_id" label={t('clients:outlet')}>
              <Select allowClear options={outlets.data?.map((unit) => ({ value: unit.id, label: unit.name })) ?? []} />
            </Form.Item>
          </div>
          <Form.Item noStyle shouldUpdate={(before: CreateValues, after: CreateValues) => before.kind !== after.kind}>
            {({ getFieldValue }) => (
              <Form.Item name={['identity', 'number']} label={t(getFieldValue('kind') === 'individual' ? 'clients:identity_kind.resident_id' : 'clients:identity_kind.uscc')} extra={t('clients:form.identity_hint')}>
                <Input maxLength={40} autoComplete="off" spellCheck={false} />
              </Form.Item>
            )}
          </Form.Item>
          <div className="kj-inline-form">
            <Form.Item name="industry" label={t('clients:industry')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="place" label={t('clients:place')}>
              <Input maxLength={80} />
            </Form.Item>
          </div>
          <ContactFields name="contacts" label={t('clients:tab.contacts')} />
        </>
      )}
    </FormDialog>
  );
}

interface EditValues {
  name: string;
  outlet_id?: string | null;
  industry?: string | null;
  place?: string | null;
  equipment?: string | null;
  add_contacts: ContactInput[];
  remove_contacts: string[];
}

/** Changes a client; what was not touched is not sent. */
export function EditClientDialog({ client, open, onClose }: { client: ClientDetail; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSaid();
  const cache = useQueryClient();
  const outlets = useOrgUnits('outlet', client.branch_id);
  return (
    <FormDialog<EditValues>
      open={open}
      title={t('clients:form.edit_title', { name: client.name })}
      act={t('common:save')}
      width={600}
      initialValues={{ name: client.name, outlet_id: client.outlet_id ?? null, industry: client.industry ?? '', place: client.place ?? '', equipment: client.equipment ?? '', add_contacts: [], remove_contacts: [] }}
      onClose={onClose}
      onSubmit={async (values) => {
        const body: UpdateClient = { add_contacts: values.add_contacts, remove_contacts: values.remove_contacts };
        if (values.name.trim() !== client.name) body.name = values.name.trim();
        if ((values.outlet_id ?? null) !== (client.outlet_id ?? null)) body.outlet_id = values.outlet_id ?? null;
        for (const field of ['industry', 'place', 'equipment'] as const) if (text(values[field]) !== (client[field] ?? null)) body[field] = text(values[field]);
        await updateClient(client, body);
        await cache.invalidateQueries({ queryKey: ['clients'] });
        say(t('clients:form.saved'));
      }}
    >
      {() => (
        <>
          <Form.Item name="name" label={t('clients:form.name')} rules={[{ required: true, whitespace: true, message: t('clients:form.required') }]}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="kj-inline-form">
            <Form.Item name="outlet_id" label={t('clients:outlet')}>
              <Select allowClear options={outlets.data?.map((unit) => ({ value: unit.id, label: unit.name })) ?? []} />
            </Form.Item>
            <Form.Item name="industry" label={t('clients:industry')}>
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="place" label={t('clients:place')}>
              <Input maxLength={80} />
            </Form.Item>
          </div>
          <Form.Item name="equipment" label={t('clients:equipment')}>
            <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={500} />
          </Form.Item>
          <Form.Item name="remove_contacts" label={t('clients:form.remove_contacts')} hidden={client.contacts.length === 0}>
            <Select mode="multiple" options={client.contacts.map((contact) => ({ value: contact.id, label: `${contact.label ?? t(`clients:contact_kind.${contact.kind}`)} ${contact.masked}` }))} />
          </Form.Item>
          <ContactFields name="add_contacts" label={t('clients:form.add_contacts')} />
        </>
      )}
    </FormDialog>
  );
}
