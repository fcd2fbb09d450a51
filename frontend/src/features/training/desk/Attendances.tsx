import { Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { searchManagers, useBranchOptions } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { enrolManager, recordAttendance, removeEnrolment, useAttendances, useTrainingAct, type Attendance, type AttendanceRecord, type AttendanceRow, type Training } from '../api';
import { usePhase } from '../phase';

const RECORDED = ['attended', 'excused', 'absent'] as const satisfies readonly Attendance[];

interface Values {
  manager_id?: string;
  state: (typeof RECORDED)[number];
  reason?: string;
}

/** Whose attendance is recorded: somebody of the list, or whoever is chosen. */
type Target = AttendanceRow | 'other';

function RecordDialog({ event, target, onClose }: { event: Training; target: Target | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSaid();
  const row = target === 'other' ? undefined : target;
  const record = useTrainingAct(({ manager, body }: { manager: string; body: AttendanceRecord }) => recordAttendance(event.id, manager, body));
  const branch = event.branch_id ?? undefined;
  return (
    <FormDialog<Values>
      open={target !== undefined}
      title={row === undefined ? t('trainingdesk:record_else') : t('trainingdesk:record_of', { name: row.name })}
      act={t('trainingdesk:record')}
      initialValues={{ state: row === undefined || row.state === 'enrolled' ? 'attended' : row.state, ...(typeof row?.reason === 'string' && { reason: row.reason }) }}
      onClose={onClose}
      onSubmit={async ({ manager_id, state, reason }) => {
        const manager = row?.manager_id ?? manager_id ?? '';
        const trimmed = reason?.trim() ?? '';
        const done = await record.mutateAsync({ manager, body: { state, ...(state !== 'attended' && trimmed !== '' && { reason: trimmed }) } });
        say(t('trainingdesk:recorded', { name: done.name, state: t(`common:state.${done.state}`) }));
      }}
    >
      {() => (
        <>
          {row === undefined && (
            <Form.Item name="manager_id" label={t('trainingdesk:manager')} rules={[{ required: true, message: t('trainingdesk:manager_required') }]}>
              <RemoteSelect queryKey={['lookup', 'managers', branch]} search={(text) => searchManagers(text, branch)} label={t('trainingdesk:manager')} width="100%" />
            </Form.Item>
          )}
          <Form.Item name="state" label={t('trainingdesk:attendance')}>
            <Radio.Group options={RECORDED.map((state) => ({ value: state, label: t(`common:state.${state}`) }))} />
          </Form.Item>
          <Form.Item noStyle dependencies={['state']}>
            {({ getFieldValue }) =>
              getFieldValue('state') !== 'attended' && (
                <Form.Item name="reason" label={t('common:reason')} rules={getFieldValue('state') === 'excused' ? [{ required: true, whitespace: true, message: t('common:reason_required') }] : []}>
                  <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
                </Form.Item>
              )
            }
          </Form.Item>
        </>
      )}
    </FormDialog>
  );
}

function EnrolDialog({ event, open, onClose }: { event: Training; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSaid();
  const reach = useBranchOptions();
  const add = useTrainingAct((manager: string) => enrolManager(event.id, manager));
  // Head office reaches every manager, a branch its own.
  const branch = event.branch_id ?? (reach.length === 1 ? reach[0]?.value : undefined);
  return (
    <FormDialog<{ manager_id: string }>
      open={open}
      title={t('trainingdesk:enrol_title')}
      act={t('trainingdesk:enrol')}
      onClose={onClose}
      onSubmit={async ({ manager_id }) => {
        const done = await add.mutateAsync(manager_id);
        say(t('trainingdesk:enrolled', { name: done.name }));
      }}
    >
      {() => (
        <Form.Item name="manager_id" label={t('trainingdesk:manager')} extra={t('trainingdesk:enrol_hint')} rules={[{ required: true, message: t('trainingdesk:manager_required') }]}>
          <RemoteSelect queryKey={['lookup', 'managers', branch]} search={(text) => searchManagers(text, branch)} label={t('trainingdesk:manager')} width="100%" />
        </Form.Item>
      )}
    </FormDialog>
  );
}

function Remove({ event, row }: { event: Training; row: AttendanceRow }) {
  const { t } = useTranslation();
  const say = useSaid();
  const remove = useTrainingAct(() => removeEnrolment(event.id, row.manager_id));
  return (
    <ConfirmAct
      act={t('trainingdesk:remove')}
      buttonType="link"
      changes={[{ label: t('trainingdesk:attendance'), from: <StateTag state="enrolled" />, to: t('training:not_in') }]}
      whom={row.name}
      effective={t('trainingdesk:at_once')}
      undo={t('trainingdesk:remove_undo')}
      onConfirm={async () => {
        await remove.mutateAsync(undefined);
        say(t('trainingdesk:removed', { name: row.name }));
      }}
    />
  );
}

/** Who takes part and who came; supervisors enrol before the start, the organiser records from it on. */
export function Attendances({ event }: { event: Training }) {
  const { t } = useTranslation();
  const me = useMe();
  const phase = usePhase(event);
  const [target, setTarget] = useState<Target>();
  const list = useAttendances(event.id, phase === 'door' || phase === 'running');
  const [enrolling, setEnrolling] = useState(false);
  const enrols = may(me, 'enrol_manager') && (phase === 'before' || phase === 'door');
  const records = event.organises && may(me, 'record_attendance') && event.state !== 'cancelled' && phase !== 'before' && phase !== 'door';
  const columns: Column<AttendanceRow>[] = [
    { key: 'name', title: t('trainingdesk:manager'), fixedColumn: true, render: (_value, row) => <strong className="kj-name">{row.name}</strong> },
    { key: 'no', title: t('trainingdesk:manager_no'), dataIndex: 'manager_no' },
    { key: 'branch', title: t('trainingdesk:branch'), dataIndex: 'branch_name' },
    { key: 'state', title: t('trainingdesk:attendance'), fixedColumn: true, render: (_value, row) => <StateTag state={row.state} /> },
    { key: 'reason', title: t('common:reason'), render: (_value, row) => row.reason ?? '' },
    { key: 'at', title: t('trainingdesk:stated_at'), render: (_value, row) => <DateText value={row.stated_at} /> },
  ];
  if (records) {
    columns.push({
      key: 'acts',
      title: t('trainingdesk:acts'),
      fixedColumn: true,
      render: (_value, row) =>
        row.manager_id === me.manager_id ? (
          <span className="kj-quiet">{t('trainingdesk:not_oneself')}</span>
        ) : (
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            onClick={() => {
              setTarget(row);
            }}
          >
            {t('trainingdesk:record')}
          </Button>
        ),
    });
  }
  if (enrols) {
    columns.push({ key: 'acts', title: t('trainingdesk:acts'), fixedColumn: true, render: (_value, row) => row.state === 'enrolled' && may(me, 'remove_enrolment') && <Remove event={event} row={row} /> });
  }
  return (
    <>
      <h2 className="kj-section">{t('trainingdesk:attendances')}</h2>
      <DataTable<AttendanceRow>
        id="attendances"
        label={t('trainingdesk:attendances')}
        columns={columns}
        rowKey={(row) => row.manager_id}
        data={{ rows: list.data, loading: list.isPending, error: list.error, hasMore: false, loadingMore: false, loadMore: () => undefined, retry: () => void list.refetch() }}
        filters={!records && event.organises && event.state === 'planned' && <span className="kj-quiet">{t('trainingdesk:record_from')}</span>}
        actions={
          <>
            {enrols && (
              <Button
                onClick={() => {
                  setEnrolling(true);
                }}
              >
                {t('trainingdesk:enrol')}
              </Button>
            )}
            {records && (
              <Button
                onClick={() => {
                  setTarget('other');
                }}
              >
                {t('trainingdesk:record_else')}
              </Button>
            )}
          </>
        }
        empty={<EmptyState title={t('trainingdesk:nobody')} detail={t('trainingdesk:nobody_detail')} />}
      />
      <EnrolDialog
        event={event}
        open={enrolling}
        onClose={() => {
          setEnrolling(false);
        }}
      />
      <RecordDialog
        event={event}
        target={target}
        onClose={() => {
          setTarget(undefined);
        }}
      />
    </>
  );
}
