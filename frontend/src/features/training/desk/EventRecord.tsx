import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count, dateTime } from '@/lib/format';
import { useMe } from '@/lib/session';
import { cancelTraining, closeTraining, useTrainingAct, type Training } from '../api';
import { doorsAt, stateIn, usePhase, type Phase } from '../phase';
import { EditEvent } from './EventForm';
import { RoomCode } from './RoomCode';

function Acts({ event, phase }: { event: Training; phase: Phase }) {
  const { t } = useTranslation();
  const say = useSaid();
  const cancel = useTrainingAct((reason: string) => cancelTraining(event, reason));
  const close = useTrainingAct(() => closeTraining(event));
  if (!event.organises || phase === 'done') return null;
  const whom = t('trainingdesk:whom', { count: event.taken });
  return (
    <>
      <ConfirmAct
        act={t('trainingdesk:cancel')}
        buttonType="default"
        danger
        withReason
        changes={[{ label: t('training:state'), from: <StateTag state={stateIn(event, phase)} />, to: <StateTag state="cancelled" /> }]}
        whom={whom}
        effective={t('trainingdesk:at_once')}
        undo={t('trainingdesk:cancel_undo')}
        clause="D8.2"
        onConfirm={async (reason) => {
          await cancel.mutateAsync(reason);
          say(t('trainingdesk:cancelled'));
        }}
      />
      {(phase === 'before' || phase === 'door') && <EditEvent event={event} />}
      {(phase === 'door' || phase === 'running') && <RoomCode event={event} />}
      {phase === 'over' && (
        <ConfirmAct
          act={t('trainingdesk:close')}
          changes={[
            { label: t('training:state'), from: <StateTag state="to_close" />, to: <StateTag state="held" /> },
            { label: t('trainingdesk:close_label'), to: t('trainingdesk:close_what') },
          ]}
          whom={whom}
          effective={t('trainingdesk:at_once')}
          undo={t('trainingdesk:close_undo')}
          clause="D8.2"
          onConfirm={async () => {
            await close.mutateAsync(undefined);
            say(t('trainingdesk:closed'));
          }}
        />
      )}
    </>
  );
}

/** What comes next of an event, and when by the server's clock. */
function Next({ event, phase }: { event: Training; phase: Phase }) {
  const { t } = useTranslation();
  if (phase === 'done') return null;
  const until = phase === 'before' ? doorsAt(event) : phase === 'door' ? event.starts_at : event.ends_at;
  return (
    <>
      {t(`training:next.${phase}`)} {phase !== 'over' && <Countdown until={until} />}
    </>
  );
}

/** An event's identity, its acts, and what is known of it. */
export function EventRecord({ event }: { event: Training }) {
  const { t } = useTranslation();
  const me = useMe();
  const phase = usePhase(event);
  return (
    <>
      <PageHeader
        title={event.title}
        tags={<StateTag state={stateIn(event, phase)} />}
        lead={[event.branch_name ?? t('training:head_office'), event.place].join(' · ')}
        actions={
          <>
            {may(me, 'enrol_in_training') && (
              <a href={`/m/training/${event.id}`} className="kj-act-link">
                {t('trainingdesk:on_phone')}
              </a>
            )}
            <Acts event={event} phase={phase} />
          </>
        }
      />
      {event.reason !== null && event.reason !== undefined && (
        <p className="kj-note" style={{ marginBottom: 16 }}>
          {t('training:cancelled_because', { reason: event.reason })}
        </p>
      )}
      <Panel label={t('trainingdesk:facts')}>
        <Facts
          items={[
            { label: t('training:starts'), value: <span className="kj-numeric">{dateTime(event.starts_at)}</span> },
            { label: t('training:ends'), value: <span className="kj-numeric">{dateTime(event.ends_at)}</span> },
            { label: t('training:place'), value: event.place },
            { label: t('training:taken_of'), value: event.seats === null || event.seats === undefined ? t('training:taken_open', { taken: count(event.taken) }) : t('training:taken_seats', { taken: count(event.taken), seats: count(event.seats) }) },
            phase !== 'done' && { label: t('trainingdesk:next'), value: <Next event={event} phase={phase} /> },
            may(me, 'enrol_in_training') && { label: t('training:mine'), value: event.mine === null || event.mine === undefined ? t('training:not_in') : <StateTag state={event.mine} /> },
            { label: t('training:content'), value: <span style={{ whiteSpace: 'pre-wrap' }}>{event.content}</span>, wide: true },
          ]}
        />
      </Panel>
    </>
  );
}
