import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { FormDialog } from '@/components/desk/FormDialog';
import { PersonLink } from '@/components/desk/PersonLink';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { searchEmployees, useBranchOptions } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { GRADES, openFile, STAGES, useCertificationAct, useFiles, type File, type FileFilter, type Grade } from '../api';
import { stageState } from '../words';

/** Opens a file for somebody. */
export function OpenFile() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const navigate = useNavigate();
  const own = me.positions.find((position) => position.role === 'group_member')?.branch_id ?? undefined;
  const [open, setOpen] = useState(false);
  const act = useCertificationAct(({ body, key }: { body: Parameters<typeof openFile>[0]; key: string }) => openFile(body, key));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('certificationdesk:open')}
      </Button>
      <FormDialog<{ employee_id: string; grade: Grade; reason: string }>
        open={open}
        title={t('certificationdesk:open')}
        act={t('certificationdesk:open')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const file = await act.mutateAsync({ body: { ...values, reason: values.reason.trim() }, key });
          say(t('certificationdesk:opened', { name: file.name }));
          void navigate({ to: '/certification/$id', params: { id: file.id } });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('certificationdesk:open_lead')} <ClauseMark id="E2.3" />
            </p>
            <Form.Item name="employee_id" label={t('certificationdesk:person')} rules={[{ required: true, message: t('certificationdesk:person_required') }]}>
              <RemoteSelect queryKey={['lookup', 'employees', own]} search={(text) => searchEmployees(text, own)} label={t('certificationdesk:person')} width="100%" />
            </Form.Item>
            <Form.Item name="grade" label={t('certification:aimed')} rules={[{ required: true, message: t('certification:grade_required') }]}>
              <Select options={GRADES.map((grade) => ({ value: grade, label: t(`common:grade.${grade}`) }))} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** Files by stage, newest first. */
export function FileList() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<FileFilter>();
  const data = useFiles(filters);
  const stage = STAGES.find((entry) => entry === filters.stage);
  const columns: Column<File>[] = [
    {
      key: 'name',
      title: t('certificationdesk:person'),
      fixedColumn: true,
      render: (_value, file) => (
        <span className="kj-two">
          <PersonLink id={file.employee_id} name={file.name} />
          <small className="kj-quiet">{file.employee_no}</small>
        </span>
      ),
    },
    { key: 'branch', title: t('certificationdesk:branch'), render: (_value, file) => file.branch_name ?? t('certificationdesk:head_office') },
    { key: 'present', title: t('certification:present'), render: (_value, file) => (file.present_grade === null || file.present_grade === undefined ? <span className="kj-quiet">—</span> : t(`common:grade.${file.present_grade}`)) },
    { key: 'grade', title: t('certification:aimed'), fixedColumn: true, render: (_value, file) => <strong>{t(`common:grade.${file.grade}`)}</strong> },
    { key: 'stage', title: t('certification:stage'), fixedColumn: true, render: (_value, file) => <StateTag state={stageState(file.stage)} /> },
    { key: 'body', title: t('certification:body'), render: (_value, file) => t(`certification:by.${file.body}`) },
    { key: 'source', title: t('certification:source'), render: (_value, file) => t(`certification:from.${file.source}`) },
    { key: 'created', title: t('certification:opened_at'), render: (_value, file) => <DateText value={file.created_at} /> },
    { key: 'ended', title: t('certification:ended_at'), hiddenAtFirst: true, render: (_value, file) => <DateText value={file.ended_at} /> },
  ];
  return (
    <div className="kj-stack">
      <Segmented
        aria-label={t('certification:stage')}
        value={stage ?? 'all'}
        options={['all' as const, ...STAGES].map((entry) => ({ value: entry, label: entry === 'all' ? t('common:all') : t(`common:state.${stageState(entry)}`) }))}
        onChange={(next) => {
          setFilters({ stage: next === 'all' ? undefined : next });
        }}
      />
      <DataTable<File>
        id="certification-files"
        label={t('certificationdesk:files')}
        columns={columns}
        rowKey={(file) => file.id}
        data={data}
        onRow={(file) => void navigate({ to: '/certification/$id', params: { id: file.id } })}
        filters={
          <>
            {branches.length > 1 && (
              <FilterSelect
                label={t('certificationdesk:branch')}
                value={filters.branch_id}
                options={branches}
                onChange={(branch_id) => {
                  setFilters({ branch_id });
                }}
              />
            )}
            <FilterSelect
              label={t('certification:aimed')}
              value={filters.grade}
              options={GRADES.map((grade) => ({ value: grade, label: t(`common:grade.${grade}`) }))}
              onChange={(grade) => {
                setFilters({ grade });
              }}
            />
          </>
        }
        empty={<EmptyState title={t('certificationdesk:no_files')} detail={t('certificationdesk:no_files_detail')} action={may(me, 'open_certification_file') && <OpenFile />} />}
      />
    </div>
  );
}
