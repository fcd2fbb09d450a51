import { Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { PersonLink } from '@/components/desk/PersonLink';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { TONE_COLOURS } from '@/components/plain/states';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { cancelLeaving, finishLeaving, ITEM_STATE_OF, STATE_OF, useLeavingAct, type LeavingDetail, type LeavingItem } from '../api';
import { ClientsStep } from './ClientsStep';
import { MarkingThings, SeatThings } from './Duties';
import { Done } from './LeavingList';
import { KeptThings, RequestThings, RoundThings } from './Things';

function Acts({ leaving }: { leaving: LeavingDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cancel = useLeavingAct((reason: string) => cancelLeaving(leaving, reason));
  const finish = useLeavingAct(() => finishLeaving(leaving));
  if (leaving.state !== 'open' || leaving.mine) return null;
  return (
    <>
      {may(me, 'cancel_leaving') && (
        <ConfirmAct
          act={t('leaving:cancel')}
          buttonType="default"
          danger
          withReason
          changes={[{ label: t('leaving:state'), from: <StateTag state="handing_over" />, to: <StateTag state="cancelled" /> }]}
          whom={leaving.employee_name}
          effective={t('leaving:at_once')}
          undo={t('leaving:cancel_undo')}
          onConfirm={async (reason) => {
            await cancel.mutateAsync(reason);
            say(t('leaving:cancelled'));
          }}
        />
      )}
      {may(me, 'finish_leaving') && (
        <ConfirmAct
          act={t('leaving:finish')}
          disabled={!leaving.can_finish}
          changes={[
            { label: t('leaving:state'), from: <StateTag state="handing_over" />, to: <StateTag state="done" /> },
            { label: t('leaving:finish_label'), to: t(`leaving:finish_what.${leaving.scope}`) },
          ]}
          whom={leaving.employee_name}
          effective={t('leaving:at_once')}
          undo={t('leaving:no_undo')}
          clause="D9.4"
          onConfirm={async () => {
            await finish.mutateAsync(undefined);
            say(t('leaving:finished', { name: leaving.employee_name }));
          }}
        />
      )}
    </>
  );
}

function Step({ leaving, item }: { leaving: LeavingDetail; item: LeavingItem }) {
  const { t } = useTranslation();
  const whose = item.by.map((role) => t(`common:role.${role}`)).join(t('leaving:or'));
  return (
    <Panel
      title={t(`leaving:item.${item.kind}`)}
      extra={
        <>
          <ClauseMark id={item.clause} />
          <StateTag state={ITEM_STATE_OF[item.state]} />
        </>
      }
    >
      <p className="kj-quiet" style={{ marginTop: 0 }}>
        {item.state === 'later' ? t(`leaving:later.${item.kind}`) : item.state === 'done' ? t('leaving:nothing_left') : t(`leaving:left.${item.kind}`, { count: item.left, whose })}
      </p>
      {item.kind === 'clients' && <ClientsStep leaving={leaving} />}
      {item.kind === 'rounds' && item.things.length > 0 && <RoundThings leaving={leaving} things={item.things} />}
      {(item.kind === 'proposed' || item.kind === 'waiting') && item.things.length > 0 && <RequestThings leaving={leaving} things={item.things} />}
      {item.kind === 'maintained' && item.things.length > 0 && <KeptThings leaving={leaving} things={item.things} />}
      {item.kind === 'panel_seats' && item.things.length > 0 && <SeatThings leaving={leaving} things={item.things} />}
      {item.kind === 'marking' && item.things.length > 0 && <MarkingThings leaving={leaving} things={item.things} />}
    </Panel>
  );
}

function History({ leaving }: { leaving: LeavingDetail }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('leaving:history')}>
      <Timeline
        items={leaving.acts.map((act) => ({
          color: TONE_COLOURS[act.kind === 'finished' ? 'green' : 'blue'].text,
          content: (
            <>
              <div>{t(`leaving:act.${act.kind}`, { by: act.done_by ?? t('leaving:system') })}</div>
              <div className="kj-quiet">
                <DateText value={act.done_at} />
              </div>
            </>
          ),
        }))}
      />
    </Panel>
  );
}

/** One procedure: who leaves when, what is left and whose turn it is, and the end. */
export function LeavingRecord({ leaving }: { leaving: LeavingDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const early = leaving.state === 'open' && leaving.done === leaving.of && leaving.leaves_on > me.today;
  return (
    <>
      <PageHeader
        title={t('leaving:of', { name: leaving.employee_name })}
        tags={<StateTag state={STATE_OF[leaving.state]} />}
        lead={[leaving.manager_no ?? leaving.employee_no, leaving.branch_name ?? t('leaving:head_office')].join(' · ')}
        actions={<Acts leaving={leaving} />}
      />
      {early && (
        <p className="kj-note" style={{ marginBottom: 16 }}>
          {t('leaving:wait_for_day', { day: leaving.leaves_on })}
        </p>
      )}
      <div className="kj-stack">
        <Panel label={t('leaving:facts')}>
          <Facts
            items={[
              { label: t('leaving:who'), value: <PersonLink id={leaving.employee_id} name={leaving.employee_name} /> },
              { label: t('leaving:scope'), value: t(`leaving:scope_of.${leaving.scope}`) },
              { label: t('leaving:leaves_on'), value: <DateText value={leaving.leaves_on} /> },
              leaving.grade !== null && leaving.grade !== undefined && { label: t('leaving:grade'), value: t(`common:grade.${leaving.grade}`) },
              { label: t('leaving:started_by'), value: leaving.by_hr ? t('leaving:by_hr') : (leaving.started_by ?? '') },
              leaving.state === 'open' && { label: t('leaving:progress'), value: <Done leaving={leaving} /> },
              leaving.ended_at !== null && leaving.ended_at !== undefined && { label: t('leaving:ended'), value: <DateText value={leaving.ended_at} /> },
              { label: t('common:reason'), value: leaving.end_reason ?? leaving.reason, wide: true },
            ]}
          />
        </Panel>
        {leaving.items.map((item) => (
          <Step key={item.kind} leaving={leaving} item={item} />
        ))}
        <History leaving={leaving} />
      </div>
    </>
  );
}
