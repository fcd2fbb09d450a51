import { Form, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/desk/AmountInput';
import { ErrorState } from '@/components/desk/ErrorState';
import { committedWan } from '../commitment';
import { bidsFor, CORRECTIONS, type CorrectionFields as Fields } from '../corrections';
import { useLots, useParticipants, type Round } from '../api';
import { useBook } from '../results';

const MOST_CLIENTS = 1_000_000;

/** How an upheld objection corrects the frozen book: a bid out, a bid back, or what somebody may win. Part of a form, under `correction`. */
export function CorrectionFields({ round }: { round: Round }) {
  const { t } = useTranslation();
  const form = Form.useFormInstance<{ correction?: Fields }>();
  const kind = (Form.useWatch(['correction', 'kind'], form) as Fields['kind']) ?? 'exclude_bid';
  const book = useBook(round.id, true);
  const lots = useLots(round.id);
  const participants = useParticipants(round.id);
  const error = book.error ?? lots.error ?? participants.error;
  if (error !== null) return <ErrorState error={error} onRetry={() => void book.refetch()} />;
  const lotName = new Map((lots.data ?? []).map((lot) => [lot.id, lot.name]));
  const managerName = new Map((participants.data ?? []).map((participant) => [participant.manager_id, participant.manager_name]));
  const bids = book.data === undefined ? [] : bidsFor(kind, book.data);
  const required = (key: string) => [{ required: true, message: t(key) }];
  const amount = { validator: (_rule: unknown, value: number | null | undefined) => (Number.isNaN(value) ? Promise.reject(new Error(t('common:amount_invalid', { decimals: 6 }))) : Promise.resolve()) };
  return (
    <>
      <Form.Item name={['correction', 'kind']} label={t('roundsdesk:objection.correction')} initialValue="exclude_bid" extra={t('roundsdesk:objection.exclude_hint')}>
        <Radio.Group
          className="kj-corrections"
          options={CORRECTIONS.map((entry) => ({ value: entry, label: t(`roundsdesk:objection.kind.${entry}`) }))}
          onChange={() => {
            form.setFieldValue(['correction', 'bid'], undefined);
          }}
        />
      </Form.Item>
      {kind !== 'correct_limits' && (
        <Form.Item key={kind} name={['correction', 'bid']} label={t(`roundsdesk:objection.bid.${kind}`)} rules={required('roundsdesk:objection.bid_required')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={book.isPending}
            notFoundContent={t(`roundsdesk:objection.no_bids.${kind}`)}
            options={bids.map((bid) => ({
              value: bid.id,
              label: `${managerName.get(bid.manager) ?? ''} · ${bid.lots.flatMap((id) => lotName.get(id) ?? []).join(t('rounds:and'))} · ${committedWan(bid.value, round.terms.unit_fen)}`,
            }))}
          />
        </Form.Item>
      )}
      {kind === 'correct_limits' && (
        <>
          <Form.Item name={['correction', 'manager']} label={t('rounds:manager')} rules={required('roundsdesk:objection.manager_required')}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              loading={book.isPending}
              options={(book.data?.managers ?? []).map((manager) => ({ value: manager.id, label: managerName.get(manager.id) ?? manager.id }))}
              onChange={(id: string) => {
                // The limits that the book holds, to be mended rather than typed anew.
                const held = book.data?.managers.find((manager) => manager.id === id);
                form.setFieldsValue({ correction: { capacity: held?.capacity ?? null, max_exposure_fen: held?.max_exposure_fen ?? null } });
              }}
            />
          </Form.Item>
          <div className="kj-form-row">
            <Form.Item name={['correction', 'capacity']} label={t('rounds:capacity_more')} extra={t('roundsdesk:objection.empty_is_none')}>
              <InputNumber min={0} max={MOST_CLIENTS} precision={0} placeholder={t('rounds:no_limit')} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name={['correction', 'max_exposure_fen']} label={t('rounds:exposure_more_wan')} extra={t('roundsdesk:objection.empty_is_none')} rules={[amount]}>
              <AmountInput placeholder={t('rounds:no_limit')} />
            </Form.Item>
          </div>
        </>
      )}
    </>
  );
}
