import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { useSaid } from '@/components/desk/said';
import { newId } from '@/lib/api';
import { decideApproval, type Approval, type Decision } from '../api';
import { isLastStep, nextStep } from '../steps';
import { useStepName } from './ApprovalCard';

/** Decides with a reason; says before what agreeing and refusing do. */
export function DecideForm({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const say = useSaid();
  const cache = useQueryClient();
  const name = useStepName();
  const [form] = Form.useForm<{ reason: string }>();
  const [running, setRunning] = useState<Decision>();
  const [error, setError] = useState<unknown>();
  const [keys] = useState(() => ({ agreed: newId(), refused: newId() }));
  const next = nextStep(approval);

  const decide = async (decision: Decision): Promise<void> => {
    const { reason } = await form.validateFields();
    setRunning(decision);
    setError(undefined);
    try {
      await decideApproval(approval, decision, reason.trim(), keys[decision]);
      say(decision === 'refused' ? t('approvals:decided_refused') : next === undefined ? t('approvals:decided_last') : t('approvals:decided_next', { step: name(next) }));
      // What a decision carries out may change any page.
      await cache.invalidateQueries();
    } catch (failure) {
      setError(failure);
      // Someone else may have decided, or what it rests on has moved: the card then shows what stands.
      void cache.invalidateQueries({ queryKey: ['approvals'] });
    } finally {
      setRunning(undefined);
    }
  };
  const start = (decision: Decision) => (): void => {
    // A missing reason is shown under its field by the form itself.
    void decide(decision).catch(() => undefined);
  };

  return (
    <div className="kj-decide">
      <p>
        {isLastStep(approval) ? t('approvals:agree_last') : next !== undefined && t('approvals:agree_next', { step: name(next) })} <span className="kj-quiet">{t('approvals:final')}</span>
      </p>
      <Form form={form} layout="vertical" requiredMark={false}>
        <Form.Item name="reason" label={t('approvals:your_reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {error !== undefined && (
        <div style={{ marginBottom: 12 }}>
          <ErrorState error={error} />
        </div>
      )}
      <div className="kj-decide-acts">
        <Button danger loading={running === 'refused'} disabled={running === 'agreed'} onClick={start('refused')}>
          {t('approvals:refuse')}
        </Button>
        <Button type="primary" loading={running === 'agreed'} disabled={running === 'refused'} onClick={start('agreed')}>
          {t('approvals:agree')}
        </Button>
      </div>
    </div>
  );
}
