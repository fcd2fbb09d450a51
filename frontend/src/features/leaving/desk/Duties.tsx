import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { may } from '@/lib/access';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { releaseMarker, settleSeat, useLeavingAct, type LeavingDetail, type LeavingThing } from '../api';

interface Props {
  leaving: LeavingDetail;
  things: LeavingThing[];
}

interface Values {
  employee_id?: string;
  reason: string;
}

function SettleSeat({ leaving, seat }: { leaving: LeavingDetail; seat: LeavingThing }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const settle = useLeavingAct(({ employee_id, reason }: Values) => settleSeat(leaving.id, seat.id, { reason, ...(employee_id !== undefined && { employee_id }) }));
  return (
    <>
      <Button
        type="link"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('leaving:settle_seat')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('leaving:settle_seat_title', { name: seat.name })}
        act={t('leaving:settle_seat')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          await settle.mutateAsync(values);
          say(t(values.employee_id === undefined ? 'leaving:seat_given_up' : 'leaving:seat_passed_on'));
        }}
      >
        {() => (
          <>
            <Form.Item name="employee_id" label={t('leaving:seat_receiver')} extra={t('leaving:seat_hint')}>
              <RemoteSelect queryKey={['lookup', 'employees', 'all']} search={async (text) => (await searchEmployees(text)).filter((found) => found.value !== leaving.employee_id)} label={t('leaving:seat_receiver')} width="100%" />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea rows={3} maxLength={2000} showCount />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** Seats on panels that still need the leaver. */
export function SeatThings({ leaving, things }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <ul className="kj-plain-list">
      {things.map((seat) => (
        <li key={seat.id}>
          {seat.seat === 'recruitment_panel' ? (
            <Link to="/recruitments/$id" params={{ id: seat.id }}>
              {seat.name}
            </Link>
          ) : (
            <Link to="/rating-panels/$id" params={{ id: seat.id }}>
              {seat.name}
            </Link>
          )}{' '}
          <span className="kj-quiet">{t(`leaving:seat.${seat.seat ?? 'rating_panel'}`)}</span> {!leaving.mine && may(me, 'settle_panel_seat') && <SettleSeat leaving={leaving} seat={seat} />}
        </li>
      ))}
    </ul>
  );
}

/** Examinations that the leaver has begun to mark. */
export function MarkingThings({ leaving, things }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const release = useLeavingAct(({ exam, reason }: { exam: string; reason: string }) => releaseMarker(leaving.id, exam, reason));
  return (
    <ul className="kj-plain-list">
      {things.map((exam) => (
        <li key={exam.id}>
          <Link to="/exams/$id" params={{ id: exam.id }}>
            {exam.name}
          </Link>{' '}
          {!leaving.mine && may(me, 'release_marker') && (
            <ConfirmAct
              act={t('leaving:release_marker')}
              buttonType="link"
              withReason
              changes={[{ label: exam.name ?? '', to: t('leaving:release_marker_what') }]}
              whom={leaving.employee_name}
              effective={t('leaving:at_once')}
              undo={t('leaving:no_undo')}
              clause="D8.2"
              onConfirm={async (reason) => {
                await release.mutateAsync({ exam: exam.id, reason });
                say(t('leaving:marker_released'));
              }}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
