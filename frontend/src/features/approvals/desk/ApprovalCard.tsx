import { useQueryClient } from '@tanstack/react-query';
import { Timeline } from 'antd';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { TONE_COLOURS } from '@/components/plain/states';
import { withdrawApproval, type Approval, type ApprovalStep } from '../api';
import { waitingStep } from '../steps';
import { DecideForm } from './DecideForm';

/** Shows what a kind of request changes; the app composes one per kind. */
export type Changes = ComponentType<{ approval: Approval }>;

interface Props {
  approval: Approval;
  changes: Partial<Record<Approval['kind'], Changes>>;
}

/** The words of a step's role: "支行考评小组" rather than a role's code. */
export function useStepName(): (step: Pick<ApprovalStep, 'role'>) => string {
  const { t } = useTranslation();
  return (step) => t(`approvals:step.${step.role}`, { defaultValue: t(`common:role.${step.role}`) });
}

function History({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const name = useStepName();
  const waiting = waitingStep(approval);
  const items = [
    {
      color: TONE_COLOURS.blue.text,
      content: (
        <>
          <div>{t('approvals:history.proposed', { name: approval.proposer_name })}</div>
          <div className="kj-quiet">
            <DateText value={approval.created_at} />
          </div>
        </>
      ),
    },
    ...approval.steps.map((step) => {
      const decided = step.decision !== undefined && step.decision !== null;
      const tone = step.decision === 'agreed' ? 'green' : step.decision === 'refused' ? 'red' : step === waiting ? 'gold' : 'grey';
      const word = decided
        ? t(`approvals:history.${step.decision ?? 'agreed'}`, { step: name(step), name: step.decided_by ?? '' })
        : step === waiting
          ? t('approvals:history.waiting', { step: name(step) })
          : t('approvals:history.later', { step: name(step) });
      return {
        color: TONE_COLOURS[tone].text,
        content: (
          <>
            <div>{word}</div>
            {step.reason !== undefined && step.reason !== null && <div>{t('approvals:history.because', { reason: step.reason })}</div>}
            {decided && (
              <div className="kj-quiet">
                <DateText value={step.decided_at} />
              </div>
            )}
          </>
        ),
      };
    }),
    ...(approval.state === 'withdrawn' || approval.state === 'stale'
      ? [{ color: TONE_COLOURS.grey.text, content: <>{t(`approvals:history.${approval.state}`)} <DateText value={approval.decided_at} /></> }]
      : []),
  ];
  return <Timeline items={items} />;
}

/** The one card for every request: what, who asked, why, what changes, its history, and the decision. */
export function ApprovalCard({ approval, changes }: Props) {
  const { t } = useTranslation();
  const say = useSaid();
  const cache = useQueryClient();
  const name = useStepName();
  const waiting = waitingStep(approval);
  const What = changes[approval.kind];
  return (
    <Panel
      title={t(`approvals:kind.${approval.kind}`)}
      extra={
        <>
          <ClauseMark id={approval.clause} />
          <StateTag state={approval.state} waitingFor={waiting === undefined ? undefined : name(waiting)} />
        </>
      }
    >
      <Facts
        items={[
          { label: t('approvals:who'), value: approval.proposer_name },
          { label: t('approvals:when'), value: <DateText value={approval.created_at} /> },
          { label: t('approvals:why'), value: approval.reason, wide: true },
        ]}
      />
      <h3 className="kj-section">{t('approvals:what')}</h3>
      {What === undefined ? <p className="kj-quiet">{t('approvals:no_detail')}</p> : <What approval={approval} />}
      <h3 className="kj-section">{t('approvals:history.title')}</h3>
      <History approval={approval} />
      {approval.can_decide && <DecideForm key={approval.id} approval={approval} />}
      {approval.mine && approval.state === 'pending' && (
        <div className="kj-decide kj-decide-acts">
          <ConfirmAct
            act={t('approvals:withdraw')}
            danger
            buttonType="default"
            withReason
            changes={[{ label: t('approvals:request'), from: <StateTag state="pending" />, to: <StateTag state="withdrawn" /> }]}
            whom={waiting === undefined ? approval.proposer_name : name(waiting)}
            effective={t('approvals:at_once')}
            undo={t('approvals:withdraw_undo')}
            onConfirm={async (reason) => {
              await withdrawApproval(approval.id, reason);
              await cache.invalidateQueries();
              say(t('approvals:withdrawn'));
            }}
          />
        </div>
      )}
      {!approval.can_decide && !approval.mine && approval.state === 'pending' && waiting !== undefined && <p className="kj-quiet">{t('approvals:not_yours', { step: name(waiting) })}</p>}
    </Panel>
  );
}
