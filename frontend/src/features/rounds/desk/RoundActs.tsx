import { Link } from '@tanstack/react-router';
import { App, Button, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DateText } from '@/components/plain/DateText';
import { announceResult, cancelRound, proposeConfirmation, publishRound, useRoundAct, type Round } from '../api';
import { clearRound } from '../results';
import { SendOn } from './SendOn';

/** What somebody may do to a round now, the most pressing first. */
const ORDER = ['publish_round', 'clear_round', 'announce_result', 'propose_confirmation'] as const;
type MainAct = (typeof ORDER)[number];

function act(operation: MainAct, round: Round, reason: string): Promise<unknown> {
  switch (operation) {
    case 'publish_round':
      return publishRound(round);
    case 'clear_round':
      return clearRound(round);
    case 'announce_result':
      return announceResult(round);
    case 'propose_confirmation':
      return proposeConfirmation(round, reason);
  }
}

const CLAUSES: Record<MainAct, string> = {
  publish_round: 'D9.1',
  clear_round: 'D9.5',
  announce_result: 'D9.5',
  propose_confirmation: 'D9.1',
};

function MainActButton({ operation, round, primary }: { operation: MainAct; round: Round; primary: boolean }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const run = useRoundAct((reason: string) => act(operation, round, reason));
  const key = `roundsdesk:act.${operation}` as const;
  const effective: ReactNode =
    operation === 'publish_round' && round.opens_at !== null && round.opens_at !== undefined ? <DateText value={round.opens_at} exact /> : t(`${key}.from`);
  return (
    <ConfirmAct
      act={t(`${key}.do`)}
      buttonType={primary ? 'primary' : 'default'}
      changes={[{ label: t('rounds:state'), from: t(`common:state.${round.state}`), to: t(`${key}.becomes`) }, { label: t('roundsdesk:consequence'), to: t(`${key}.what`) }]}
      whom={t('roundsdesk:whom', { lots: round.lots, clients: round.clients, participants: round.participants })}
      effective={effective}
      undo={t(`${key}.undo`)}
      clause={CLAUSES[operation]}
      withReason={operation === 'propose_confirmation'}
      onConfirm={async (reason) => {
        await run.mutateAsync(reason);
        void message.success(t(`${key}.done`));
      }}
    />
  );
}

function CancelButton({ round }: { round: Round }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const run = useRoundAct((reason: string) => cancelRound(round, reason));
  return (
    <ConfirmAct
      act={t('roundsdesk:act.cancel_round.do')}
      buttonType="default"
      danger
      withReason
      changes={[
        { label: t('rounds:state'), from: t(`common:state.${round.state}`), to: t('common:state.cancelled') },
        { label: t('roundsdesk:consequence'), to: t('roundsdesk:act.cancel_round.what') },
      ]}
      whom={t('roundsdesk:whom', { lots: round.lots, clients: round.clients, participants: round.participants })}
      effective={t('roundsdesk:act.cancel_round.from')}
      undo={t('roundsdesk:act.cancel_round.undo')}
      clause="D9.1"
      onConfirm={async (reason) => {
        await run.mutateAsync(reason);
        void message.success(t('roundsdesk:act.cancel_round.done'));
      }}
    />
  );
}

/** The acts of a round's header: one primary, cancelling apart. A draft is published at its wizard's last step. */
export function RoundActs({ round, editing }: { round: Round; editing?: 'before' | 'last' }) {
  const { t } = useTranslation();
  const main = ORDER.filter((operation) => round.may.includes(operation) && editing !== 'before');
  return (
    <Space wrap>
      {round.may.includes('cancel_round') && <CancelButton round={round} />}
      {editing === undefined && round.may.includes('update_round') && (
        <Link to="/rounds/$id/edit" params={{ id: round.id }}>
          <Button tabIndex={-1}>{t('roundsdesk:edit')}</Button>
        </Link>
      )}
      {round.may.includes('tender_lots') && <SendOn round={round} granting={false} />}
      {round.may.includes('grant_applications') && <SendOn round={round} granting />}
      {main.map((operation, index) => (
        <MainActButton key={operation} operation={operation} round={round} primary={index === 0 && !round.may.includes('grant_applications')} />
      ))}
    </Space>
  );
}
