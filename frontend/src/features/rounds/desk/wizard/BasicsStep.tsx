import { Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { showFieldErrors } from '@/lib/field-errors';
import { useMe } from '@/lib/session';
import { METHODS } from '@/features/rounds/words';
import { createRound, updateRound, useRoundAct, type Round } from '@/features/rounds/api';
import type { Method } from '@/features/rounds/types';
import { fromDate, fromMoment, stay, toDate, toMoment } from '@/lib/moments';

interface Values {
  name: string;
  branch_id: string;
  method: Method;
  opens_at?: Dayjs | null;
  closes_at?: Dayjs | null;
  effective_on?: Dayjs | null;
}

interface Props {
  /** Absent where the round is yet to be made. */
  round?: Round;
  onSaved: (round: Round) => void;
}

/** Name, branch, method and dates of a round. */
export function BasicsStep({ round, onSaved }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [form] = Form.useForm<Values>();
  const [error, setError] = useState<unknown>();
  const branches = new Map(me.positions.flatMap((position) => (position.branch_id === null || position.branch_id === undefined ? [] : [[position.branch_id, position.org_unit_kind === 'branch' ? position.org_unit_name : undefined] as const])));
  const save = useRoundAct((values: Values) => {
    const dates = { opens_at: toMoment(values.opens_at), closes_at: toMoment(values.closes_at), effective_on: toDate(values.effective_on) };
    return round === undefined ? createRound({ name: values.name.trim(), branch_id: values.branch_id, method: values.method, ...dates }) : updateRound(round, { name: values.name.trim(), ...dates });
  });
  const submit = async (values: Values): Promise<void> => {
    setError(undefined);
    try {
      onSaved(await save.mutateAsync(values));
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    }
  };
  return (
    <Form<Values>
      form={form}
      layout="vertical"
      className="kj-form"
      initialValues={{
        name: round?.name ?? '',
        branch_id: round?.branch_id ?? [...branches.keys()][0],
        method: round?.method ?? 'open_tender',
        opens_at: fromMoment(round?.opens_at),
        closes_at: fromMoment(round?.closes_at),
        effective_on: fromDate(round?.effective_on),
      }}
      onFinish={(values) => {
        void submit(values);
      }}
    >
      <Form.Item name="name" label={t('rounds:name')} rules={[{ required: true, whitespace: true, message: t('roundsdesk:wizard.name_required') }]}>
        <Input maxLength={120} autoFocus={round === undefined} placeholder={t('roundsdesk:wizard.name_hint')} />
      </Form.Item>
      <Form.Item name="branch_id" label={t('rounds:branch')} hidden={branches.size <= 1 || round !== undefined} rules={[{ required: true }]}>
        <Select options={[...branches].map(([value, name]) => ({ value, label: name ?? value }))} />
      </Form.Item>
      <Form.Item name="method" label={t('rounds:method_title')}>
        <Radio.Group disabled={round !== undefined} className="kj-methods">
          {METHODS.map((method) => (
            <Radio key={method} value={method}>
              <strong>{t(`rounds:method.${method}`)}</strong>
              <span className="kj-quiet">{t(`rounds:method_hint.${method}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <div className="kj-form-row">
        <Form.Item name="opens_at" label={t('rounds:opens_at')} extra={t('roundsdesk:wizard.zone')}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="closes_at" label={t('rounds:closes_at')}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="effective_on" label={t('rounds:effective_on')}>
          <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {error !== undefined && <ErrorState error={error} />}
      <div className="kj-form-end">
        <ClauseMark id="D9.1" />
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {round === undefined ? t('roundsdesk:wizard.create') : t('roundsdesk:wizard.save_next')}
        </Button>
      </div>
    </Form>
  );
}
