import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { fromMoment, stay, toMoment } from '@/lib/moments';
import { dateTime } from '@/lib/format';
import { useBranchOptions } from '@/lib/lookups';
import { useMe, type Me } from '@/lib/session';
import { createTraining, updateTraining, useTrainingAct, type Training, type TrainingPatch } from '../api';

interface Values {
  branch_id?: string;
  title: string;
  content: string;
  place: string;
  starts_at: Dayjs;
  ends_at: Dayjs;
  seats?: number | null;
}

/** Stands for head office among the branches. */
const HEAD_OFFICE = 'hq';
const WIDTH = 640;
/** The page's main part has the id that the field would get by its name. */
const CONTENT_FIELD = 'training-content';

const plansForBank = (me: Me): boolean => me.positions.some((position) => position.role === 'hq_hr' || position.role === 'hq_business');
const plansFor = (me: Me): (string | null | undefined)[] => me.positions.filter((position) => position.role === 'supervisor' || position.role === 'president').map((position) => position.branch_id);

/** Who may hold an event that this person plans. */
function useHolders(): { value: string; label: string }[] {
  const { t } = useTranslation();
  const me = useMe();
  const branches = useBranchOptions();
  return plansForBank(me) ? [{ value: HEAD_OFFICE, label: t('training:head_office') }, ...branches] : branches.filter((branch) => plansFor(me).includes(branch.value));
}

function Fields({ changing }: { changing: boolean }) {
  const { t } = useTranslation();
  const holders = useHolders();
  const required = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  const moment = (key: string) => [{ required: true, message: t(key) }];
  return (
    <>
      <p className="kj-quiet">
        {t(changing ? 'trainingdesk:edit_lead' : 'trainingdesk:plan_lead')} <ClauseMark id="D8.2" />
      </p>
      {!changing && (
        <Form.Item name="branch_id" label={t('training:holder')} extra={t('trainingdesk:holder_hint')} rules={moment('trainingdesk:holder_required')}>
          <Select options={holders} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      )}
      <Form.Item name="title" label={t('training:name')} rules={required('trainingdesk:name_required')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="content" htmlFor={CONTENT_FIELD} label={t('training:content')} rules={required('trainingdesk:content_required')}>
        <Input.TextArea id={CONTENT_FIELD} autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
      <Form.Item name="place" label={t('training:place')} rules={required('trainingdesk:place_required')}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="kj-form-row">
        <Form.Item name="starts_at" label={t('training:starts')} extra={t('trainingdesk:zone')} rules={moment('trainingdesk:starts_required')}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="ends_at" label={t('training:ends')} rules={moment('trainingdesk:ends_required')}>
          <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="seats" label={t('training:seats')} extra={t(changing ? 'trainingdesk:seats_stay' : 'trainingdesk:seats_hint')}>
          <InputNumber min={1} max={10_000} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
    </>
  );
}

/** What both forms send of a moment: the field is required, so it holds one. */
const moment = (value: Dayjs): string => toMoment(value) ?? '';

/** Plans an event of head office or of one's own branch. */
export function PlanEvent() {
  const { t } = useTranslation();
  const say = useSaid();
  const navigate = useNavigate();
  const holders = useHolders();
  const [open, setOpen] = useState(false);
  const create = useTrainingAct(({ values, key }: { values: Values; key: string }) =>
    createTraining(
      {
        title: values.title,
        content: values.content,
        place: values.place,
        starts_at: moment(values.starts_at),
        ends_at: moment(values.ends_at),
        ...(values.branch_id !== HEAD_OFFICE && { branch_id: values.branch_id ?? null }),
        ...(typeof values.seats === 'number' && { seats: values.seats }),
      },
      key,
    ),
  );
  const first = holders[0]?.value;
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('trainingdesk:plan')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('trainingdesk:plan')}
        act={t('trainingdesk:plan')}
        width={WIDTH}
        initialValues={first === undefined ? {} : { branch_id: first }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const event = await create.mutateAsync({ values, key });
          say(t('trainingdesk:planned', { title: event.title, at: dateTime(event.starts_at) }));
          void navigate({ to: '/training/$id', params: { id: event.id } });
        }}
      >
        {() => <Fields changing={false} />}
      </FormDialog>
    </>
  );
}

/** Changes an event before it starts. */
export function EditEvent({ event }: { event: Training }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const update = useTrainingAct((body: TrainingPatch) => updateTraining(event, body));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('trainingdesk:edit')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('trainingdesk:edit')}
        act={t('common:save')}
        width={WIDTH}
        initialValues={{
          title: event.title,
          content: event.content,
          place: event.place,
          starts_at: fromMoment(event.starts_at) ?? undefined,
          ends_at: fromMoment(event.ends_at) ?? undefined,
          seats: event.seats ?? null,
        }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          await update.mutateAsync({ title: values.title, content: values.content, place: values.place, starts_at: moment(values.starts_at), ends_at: moment(values.ends_at), ...(typeof values.seats === 'number' && { seats: values.seats }) });
          say(t('trainingdesk:edited', { count: event.taken }));
        }}
      >
        {() => <Fields changing />}
      </FormDialog>
    </>
  );
}
