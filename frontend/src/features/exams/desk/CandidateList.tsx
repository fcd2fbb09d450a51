import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FormDialog } from '@/components/desk/FormDialog';
import { PersonLink } from '@/components/desk/PersonLink';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { count } from '@/lib/format';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { enrolCandidate, removeCandidate, useCandidates, useExamAct, type Candidate, type Exam } from '../api';
import { candidateState, standingState } from '../states';

function AddCandidate({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const add = useExamAct((employee: string) => enrolCandidate(exam.id, employee));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('examsdesk:add')}
      </Button>
      <FormDialog<{ employee_id: string }>
        open={open}
        title={t('examsdesk:add')}
        act={t('examsdesk:add')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ employee_id }) => {
          const done = await add.mutateAsync(employee_id);
          say(t('examsdesk:added', { name: done.name }));
        }}
      >
        {() => (
          <Form.Item name="employee_id" label={t('examsdesk:candidate')} rules={[{ required: true, message: t('examsdesk:employee_required') }]}>
            <RemoteSelect queryKey={['lookup', 'employees']} search={(text) => searchEmployees(text)} label={t('examsdesk:candidate')} width="100%" />
          </Form.Item>
        )}
      </FormDialog>
    </>
  );
}

/** Who sits, how far each is, and what it came to once results are out. */
export function CandidateList({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const data = useCandidates(exam.id);
  const remove = useExamAct((row: Candidate) => removeCandidate(exam.id, row.employee_id));
  const changes = may(me, 'enrol_candidate') && (exam.phase === 'announced' || exam.phase === 'open');
  const released = exam.phase === 'released';
  const columns: Column<Candidate>[] = [
    { key: 'name', title: t('examsdesk:candidate'), fixedColumn: true, render: (_value, row) => <PersonLink id={row.employee_id} name={row.name} /> },
    { key: 'no', title: t('examsdesk:employee_no'), dataIndex: 'employee_no' },
    { key: 'unit', title: t('examsdesk:unit'), dataIndex: 'unit_name' },
    { key: 'state', title: t('examsdesk:state'), fixedColumn: true, render: (_value, row) => <StateTag state={candidateState(row.state)} /> },
    { key: 'started', title: t('examsdesk:started'), render: (_value, row) => <DateText value={row.started_at} /> },
    {
      key: 'submitted',
      title: t('examsdesk:submitted'),
      render: (_value, row) => (
        <>
          <DateText value={row.submitted_at} /> {row.by_clock && <span className="kj-quiet">{t('examsdesk:by_clock')}</span>}
        </>
      ),
    },
  ];
  if (released) {
    columns.push(
      { key: 'points', title: t('examsdesk:points'), numeric: true, render: (_value, row) => (row.result === null || row.result === undefined ? '' : count(row.result.points)) },
      { key: 'standing', title: t('examsdesk:standing'), render: (_value, row) => (row.result === null || row.result === undefined ? '' : <StateTag state={standingState(row.result.standing)} />) },
      { key: 'until', title: t('examsdesk:counts_until'), render: (_value, row) => <span className="kj-numeric">{row.result?.counts_until ?? ''}</span> },
    );
  }
  if (changes) {
    columns.push({
      key: 'acts',
      title: t('examsdesk:acts'),
      fixedColumn: true,
      render: (_value, row) =>
        row.state === 'enrolled' && (
          <Button
            type="link"
            size="small"
            style={{ padding: 0 }}
            loading={remove.isPending && remove.variables.employee_id === row.employee_id}
            onClick={() => {
              remove.mutate(row, {
                onSuccess: () => {
                  say(t('examsdesk:removed', { name: row.name }));
                },
              });
            }}
          >
            {t('examsdesk:remove')}
          </Button>
        ),
    });
  }
  return (
    <>
      {remove.error !== null && <ErrorState error={remove.error} />}
      <DataTable<Candidate>
        id="exam-candidates"
        label={t('examsdesk:candidates')}
        columns={columns}
        rowKey={(row) => row.employee_id}
        data={data}
        actions={changes && <AddCandidate exam={exam} />}
        empty={<EmptyState title={t('examsdesk:candidates_none')} detail={changes ? t('examsdesk:candidates_none_detail') : undefined} />}
      />
    </>
  );
}
