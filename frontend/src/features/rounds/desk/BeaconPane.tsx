import { App, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useRoundAct, type Round } from '../api';
import { enterBeacon, useDigests } from '../results';

/** The public figure that a closed tender waits for: what was named at publication, and the field for what became known. */
export function Beacon({ round }: { round: Round }) {
  const { t } = useTranslation();
  const me = useMe();
  const { message } = App.useApp();
  const digests = useDigests(round.id, round.method === 'open_tender' && round.state === 'closed');
  const enter = useRoundAct((figure: string) => enterBeacon(round, figure));
  const [typed, setTyped] = useState('');
  const name = digests.data?.beacon_name;
  const entered = digests.data?.beacon_figure;
  if (round.state !== 'closed' || typeof name !== 'string' || typeof entered === 'string') return null;
  const figure = typed.trim();
  const enters = may(me, 'enter_beacon');
  return (
    <Panel title={t('roundsdesk:beacon.title')} extra={<StateTag state="pending" waitingFor={t('roundsdesk:beacon.waits_for')} />}>
      <Facts items={[{ label: t('roundsdesk:beacon.name'), value: <strong>{name}</strong>, wide: true }]} />
      <p className="kj-quiet">
        {t('roundsdesk:beacon.lead')} <ClauseMark id="D9.5" />
      </p>
      {enters && (
        <Form layout="vertical" requiredMark={false} className="kj-beacon">
          <Form.Item label={t('roundsdesk:beacon.figure')} extra={t('roundsdesk:beacon.hint')}>
            <Input
              value={typed}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              aria-label={t('roundsdesk:beacon.figure')}
              onChange={(event) => {
                setTyped(event.target.value);
              }}
            />
          </Form.Item>
          <ConfirmAct
            act={t('roundsdesk:beacon.enter')}
            disabled={figure === ''}
            changes={[
              { label: name, to: <strong className="kj-hash">{figure}</strong> },
              { label: t('roundsdesk:consequence'), to: t('roundsdesk:beacon.what') },
            ]}
            whom={t('roundsdesk:whom', { lots: round.lots, clients: round.clients, participants: round.participants })}
            effective={t('roundsdesk:beacon.from')}
            undo={t('roundsdesk:beacon.undo')}
            clause="D9.5"
            onConfirm={async () => {
              await enter.mutateAsync(figure);
              void message.success(t('roundsdesk:beacon.done'));
            }}
          />
        </Form>
      )}
    </Panel>
  );
}
