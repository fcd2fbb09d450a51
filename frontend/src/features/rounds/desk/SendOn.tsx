import { App, Button, Checkbox, DatePicker, Form, Modal } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ErrorState } from '@/components/desk/ErrorState';
import { fieldErrors } from '@/lib/field-errors';
import { grantApplications, tenderLots, useApplications, useRoundAct, type Round } from '../api';
import { toDate, toMoment } from '@/lib/moments';
import type { TenderInput } from '../types';

interface Values {
  opens_at?: Dayjs | null;
  closes_at?: Dayjs | null;
  effective_on?: Dayjs | null;
  publish: boolean;
}

/** Lots that more than one applies for. */
function useContested(round: Round, enabled: boolean): number {
  const applications = useApplications(round.id, enabled);
  const perLot = new Map<string, number>();
  for (const one of applications.data ?? []) if (one.state === 'pending') perLot.set(one.lot_id, (perLot.get(one.lot_id) ?? 0) + 1);
  return [...perLot.values()].filter((number) => number > 1).length;
}

/** Sends lots on to a tender: what is contested when applications are granted, or the packs of a unit. One act. */
export function SendOn({ round, granting }: { round: Round; granting: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>();
  const [form] = Form.useForm<Values>();
  const contested = useContested(round, granting);
  const tendering = !granting || contested > 0;
  const run = useRoundAct((tender: TenderInput | undefined): Promise<unknown> => (granting || tender === undefined ? grantApplications(round, tender) : tenderLots(round, tender)));
  const operation = granting ? 'grant_applications' : 'tender_lots';
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setError(undefined);
    try {
      await run.mutateAsync(
        tendering
          ? { opens_at: toMoment(values.opens_at), closes_at: toMoment(values.closes_at), effective_on: toDate(values.effective_on), publish: values.publish }
          : undefined,
      );
      setOpen(false);
      void message.success(t(`roundsdesk:act.${operation}.done`));
    } catch (failure) {
      const named = fieldErrors(failure);
      if (named.length === 0) setError(failure);
      else form.setFields(named.map((field) => ({ name: field.name.at(-1) as keyof Values, errors: field.errors })));
    }
  };
  return (
    <>
      <Button
        type={granting ? 'primary' : 'default'}
        onClick={() => {
          setError(undefined);
          setOpen(true);
        }}
      >
        {t(`roundsdesk:act.${operation}.do`)}
      </Button>
      <Modal
        open={open}
        title={t(`roundsdesk:act.${operation}.do`)}
        okText={t(`roundsdesk:act.${operation}.do`)}
        cancelText={t('common:cancel')}
        okButtonProps={{ loading: run.isPending }}
        destroyOnHidden
        onCancel={() => {
          setOpen(false);
        }}
        onOk={() => {
          // What is missing is shown under its field by the form itself.
          void submit().catch(() => undefined);
        }}
      >
        <p>{t(`roundsdesk:act.${operation}.what`)}</p>
        <Form<Values> form={form} layout="vertical" initialValues={{ publish: true }}>
          {tendering && (
            <>
              {granting && <p className="kj-note">{t('roundsdesk:contested_lots', { count: contested })}</p>}
              <Form.Item name="opens_at" label={t('rounds:opens_at')} rules={[{ required: true, message: t('roundsdesk:moment_required') }]}>
                <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="closes_at" label={t('rounds:closes_at')} rules={[{ required: true, message: t('roundsdesk:moment_required') }]}>
                <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="effective_on" label={t('rounds:effective_on')} rules={[{ required: true, message: t('roundsdesk:moment_required') }]}>
                <DatePicker style={{ width: '100%' }} />
              </Form.Item>
              <Form.Item name="publish" valuePropName="checked">
                <Checkbox>{t('roundsdesk:publish_at_once')}</Checkbox>
              </Form.Item>
            </>
          )}
        </Form>
        {error !== undefined && <ErrorState error={error} />}
        <ClauseMark id="D9.1" />
      </Modal>
    </>
  );
}
