import { Button, Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { showFieldErrors } from '@/lib/field-errors';
import { useRoundAct, type Round } from '../api';
import { correctionOf, type CorrectionFields as CorrectionFieldValues } from '../corrections';
import { decideObjection, useObjections } from '../results';
import type { Decision, Objection } from '../result-types';
import { CorrectionFields } from './CorrectionFields';
import { CorrectionText } from './CorrectionText';

const TAGS = { open: 'pending', upheld: 'approved', rejected: 'refused', withdrawn: 'withdrawn' } as const;

interface Values {
  decision: Decision['decision'];
  correction?: CorrectionFieldValues;
  reason: string;
}

function DecideDialog({ round, objection, onClose }: { round: Round; objection: Objection; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const decision = Form.useWatch('decision', form);
  const tender = round.method === 'open_tender';
  const decide = useRoundAct((values: Values) =>
    decideObjection(objection, {
      decision: values.decision,
      reason: values.reason.trim(),
      ...(values.decision === 'upheld' && tender && { correction: correctionOf(values.correction ?? {}) ?? null }),
    }),
  );
  const [error, setError] = useState<unknown>();
  const submit = async (): Promise<void> => {
    const values = await form.validateFields();
    setError(undefined);
    try {
      await decide.mutateAsync(values);
      onClose();
    } catch (failure) {
      if (!showFieldErrors(form, failure)) setError(failure);
    }
  };
  return (
    <Modal
      open
      title={t('roundsdesk:objection.decide_title')}
      okText={t('roundsdesk:objection.decide')}
      cancelText={t('common:cancel')}
      okButtonProps={{ loading: decide.isPending }}
      onCancel={onClose}
      onOk={() => {
        // What is missing is shown under its field by the form itself.
        void submit().catch(() => undefined);
      }}
    >
      <blockquote className="kj-quote">{objection.text}</blockquote>
      <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={{ decision: 'rejected' }}>
        <Form.Item name="decision" label={t('roundsdesk:objection.decision')}>
          <Radio.Group
            options={[
              { value: 'rejected', label: t('roundsdesk:objection.reject') },
              { value: 'upheld', label: t(tender ? 'roundsdesk:objection.uphold' : 'roundsdesk:objection.uphold_plain') },
            ]}
          />
        </Form.Item>
        {decision === 'upheld' && tender && <CorrectionFields round={round} />}
        <Form.Item name="reason" label={t('common:confirm.reason')} extra={t('common:confirm.reason_hint')} rules={[{ required: true, whitespace: true, message: t('common:confirm.reason_required') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {error !== undefined && <ErrorState error={error} />}
      <ClauseMark id="D9.5" />
    </Modal>
  );
}

/** Objections during the notice period, and their decisions. */
export function ObjectionsPane({ round }: { round: Round }) {
  const { t } = useTranslation();
  const objections = useObjections(round.id);
  const [chosen, setChosen] = useState<Objection>();
  if (objections.error !== null) return <ErrorState error={objections.error} onRetry={() => void objections.refetch()} />;
  if (objections.data?.length === 0) return <EmptyState title={t('roundsdesk:objection.none')} detail={t('roundsdesk:objection.none_detail')} />;
  return (
    <ul className="kj-objections">
      {(objections.data ?? []).map((objection) => (
        <li key={objection.id} className="kj-panel">
          <div className="kj-bar-line">
            <span>
              <strong>{objection.manager_name}</strong>{' '}
              <span className="kj-quiet">
                <DateText value={objection.created_at} exact />
              </span>
            </span>
            <StateTag state={TAGS[objection.state]} {...(objection.state === 'open' && { waitingFor: t('roundsdesk:objection.waits_for') })} />
          </div>
          <p>{objection.text}</p>
          {objection.decision_reason !== null && objection.decision_reason !== undefined && (
            <p className="kj-note">
              {t('roundsdesk:objection.decided', { who: objection.decided_by ?? '', reason: objection.decision_reason })}
              {objection.correction !== null && objection.correction !== undefined && (
                <>
                  <br />
                  <CorrectionText round={round} correction={objection.correction} />
                </>
              )}
            </p>
          )}
          {objection.state === 'open' && objection.can_decide && (
            <Button
              onClick={() => {
                setChosen(objection);
              }}
            >
              {t('roundsdesk:objection.decide')}
            </Button>
          )}
        </li>
      ))}
      {chosen !== undefined && (
        <DecideDialog
          round={round}
          objection={chosen}
          onClose={() => {
            setChosen(undefined);
          }}
        />
      )}
    </ul>
  );
}
