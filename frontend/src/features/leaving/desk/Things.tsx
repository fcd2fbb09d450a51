import { Link } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { StateTag } from '@/components/plain/StateTag';
import { STATE_TONES, type State } from '@/components/plain/states';
import { may } from '@/lib/access';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { passOn, takeOutOfRound, useLeavingAct, withdrawRequest, type LeavingDetail, type LeavingThing } from '../api';

interface Props {
  leaving: LeavingDetail;
  things: LeavingThing[];
}

const isState = (state: string): state is State => state in STATE_TONES;

/** Rounds that run with the leaver among them. */
export function RoundThings({ leaving, things }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const out = useLeavingAct((round: string) => takeOutOfRound(leaving.id, round));
  return (
    <ul className="kj-plain-list">
      {things.map((round) => (
        <li key={round.id}>
          <Link to="/rounds/$id" params={{ id: round.id }}>
            {round.name}
          </Link>{' '}
          {typeof round.round_state === 'string' && isState(round.round_state) && <StateTag state={round.round_state} />}{' '}
          {!round.can_settle && <span className="kj-quiet">{t('leaving:round_bound')}</span>}
          {round.can_settle && !leaving.mine && may(me, 'take_leaver_out_of_round') && (
            <ConfirmAct
              act={t('leaving:leave_round')}
              buttonType="link"
              changes={[{ label: round.name ?? '', to: t('leaving:leave_round_what') }]}
              whom={leaving.employee_name}
              effective={t('leaving:at_once')}
              undo={t('leaving:no_undo')}
              clause="D9.1"
              onConfirm={async () => {
                await out.mutateAsync(round.id);
                say(t('leaving:left_round'));
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Requests of the leaver, or that the leaver alone could decide. */
export function RequestThings({ leaving, things }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const withdraw = useLeavingAct(({ request, reason }: { request: string; reason: string }) => withdrawRequest(leaving.id, request, reason));
  return (
    <ul className="kj-plain-list">
      {things.map((request) => (
        <li key={request.id}>
          <Link to="/approvals/$id" params={{ id: request.id }}>
            {t(`approvals:kind.${request.request_kind ?? 'position'}`)}
          </Link>{' '}
          {request.can_settle && !leaving.mine && may(me, 'withdraw_leavers_request') && (
            <ConfirmAct
              act={t('leaving:withdraw')}
              buttonType="link"
              withReason
              changes={[{ label: t('approvals:request'), from: <StateTag state="pending" />, to: <StateTag state="withdrawn" /> }]}
              whom={leaving.employee_name}
              effective={t('leaving:at_once')}
              undo={t('leaving:no_undo')}
              onConfirm={async (reason) => {
                await withdraw.mutateAsync({ request: request.id, reason });
                say(t('leaving:withdrawn'));
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function PassOn({ leaving, kept }: { leaving: LeavingDetail; kept: LeavingThing }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const branch = leaving.branch_id ?? undefined;
  const pass = useLeavingAct((employee: string) => passOn(leaving.id, kept.id, employee));
  return (
    <>
      <Button
        type="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('leaving:pass_on')}
      </Button>
      <FormDialog<{ employee_id: string }>
        open={open}
        title={t('leaving:pass_on_title', { name: kept.name })}
        act={t('leaving:pass_on')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ employee_id }) => {
          await pass.mutateAsync(employee_id);
          say(t('leaving:passed_on'));
        }}
      >
        {() => (
          <Form.Item name="employee_id" label={t('leaving:maintainer')} extra={t('leaving:pass_on_hint', { day: leaving.leaves_on })} rules={[{ required: true, message: t('leaving:receiver_required') }]}>
            <RemoteSelect queryKey={['lookup', 'employees', branch]} search={async (text) => (await searchEmployees(text, branch)).filter((found) => found.value !== leaving.employee_id)} label={t('leaving:maintainer')} width="100%" />
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}

/** Virtual managers that the leaver maintains. */
export function KeptThings({ leaving, things }: Props) {
  const me = useMe();
  return (
    <ul className="kj-plain-list">
      {things.map((kept) => (
        <li key={kept.id}>
          <Link to="/managers/$id" params={{ id: kept.id }}>
            {kept.name}
          </Link>{' '}
          {!leaving.mine && may(me, 'pass_on_maintenance') && <PassOn leaving={leaving} kept={kept} />}
        </li>
      ))}
    </ul>
  );
}
