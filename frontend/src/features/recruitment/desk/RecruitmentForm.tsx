import { useNavigate } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input, InputNumber, Radio, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { searchEmployees, useBranchOptions } from '@/lib/lookups';
import { fromMoment, stay, toMoment } from '@/lib/moments';
import { B_KINDS, createRecruitment, GRADES, updateRecruitment, useRecruitmentAct, type Recruitment, type RecruitmentInput } from '../api';

interface Values {
  title: string;
  branch_id: string;
  class: 'a' | 'b';
  b_kind?: (typeof B_KINDS)[number];
  grade: RecruitmentInput['grade'];
  vacancies: number;
  requirements: string;
  opens_at: Dayjs;
  closes_at: Dayjs;
  scoring_ends_at: Dayjs;
  panel: (string | undefined)[];
  /** Which member is the chair. */
  chair: number;
}

const WIDTH = 880;
const FIRST = { class: 'a', grade: 'level_3', vacancies: 1, panel: [undefined, undefined, undefined], chair: 0 } as const;
const moment = (value: Dayjs): string => toMoment(value) ?? '';

function bodyOf(values: Values): RecruitmentInput {
  const panel = values.panel.flatMap((employee_id, index) => (employee_id === undefined ? [] : [{ employee_id, chair: index === values.chair }]));
  return {
    title: values.title.trim(),
    branch_id: values.branch_id,
    class: values.class,
    ...(values.class === 'b' && values.b_kind !== undefined && { b_kind: values.b_kind }),
    grade: values.grade,
    vacancies: values.vacancies,
    requirements: values.requirements.trim(),
    opens_at: moment(values.opens_at),
    closes_at: moment(values.closes_at),
    scoring_ends_at: moment(values.scoring_ends_at),
    panel,
  };
}

function Fields({ changing, names }: { changing: boolean; names: Map<string, string> }) {
  const { t } = useTranslation();
  const branches = useBranchOptions();
  const required = (key: string) => [{ required: true, message: t(key) }];
  const time = (name: 'opens_at' | 'closes_at' | 'scoring_ends_at', label: string) => (
    <Form.Item name={name} label={t(label)} rules={required('recruitmentdesk:time_required')}>
      <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <>
      <p className="kj-quiet">
        {t('recruitmentdesk:form_lead')} <ClauseMark id="D4" />
      </p>
      <Form.Item name="title" label={t('recruitment:title_of')} rules={[{ required: true, whitespace: true, message: t('recruitmentdesk:title_required') }]}>
        <Input maxLength={120} />
      </Form.Item>
      <div className="kj-form-row">
        <Form.Item name="branch_id" label={t('recruitmentdesk:branch')} rules={required('recruitmentdesk:branch_required')}>
          <Select disabled={changing} options={branches} />
        </Form.Item>
        <Form.Item name="class" label={t('recruitment:class')}>
          <Select options={(['a', 'b'] as const).map((value) => ({ value, label: t(`common:class.${value}`) }))} />
        </Form.Item>
        <Form.Item noStyle dependencies={['class']}>
          {({ getFieldValue }) =>
            getFieldValue('class') === 'b' && (
              <Form.Item name="b_kind" label={t('recruitmentdesk:b_kind')} rules={required('recruitmentdesk:choose')}>
                <Select options={B_KINDS.map((value) => ({ value, label: t(`common:b_kind.${value}`) }))} />
              </Form.Item>
            )
          }
        </Form.Item>
        <Form.Item name="grade" label={t('recruitment:grade')}>
          <Select options={GRADES.map((value) => ({ value, label: t(`common:grade.${value}`) }))} />
        </Form.Item>
        <Form.Item name="vacancies" label={t('recruitmentdesk:vacancies')} rules={required('recruitmentdesk:number_required')}>
          <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="requirements" label={t('recruitment:requirements')} rules={[{ required: true, whitespace: true, message: t('recruitmentdesk:requirements_required') }]}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
      </Form.Item>
      <div className="kj-form-row">
        {time('opens_at', 'recruitmentdesk:opens')}
        {time('closes_at', 'recruitmentdesk:closes')}
        {time('scoring_ends_at', 'recruitmentdesk:scoring_ends')}
      </div>
      <Form.Item label={t('recruitment:panel')} extra={t('recruitmentdesk:panel_hint')}>
        {/* Around the list: a field within it would be a part of the list's value. */}
        <Form.Item noStyle name="chair">
          <Radio.Group style={{ display: 'grid', gap: 8 }}>
            <Form.List name="panel">
              {(fields, { add, remove }) => (
                <>
                  {fields.map((field, index) => (
                    <div key={field.key} className="kj-inline">
                      <Form.Item noStyle name={field.name}>
                        <RemoteSelect
                          queryKey={['lookup', 'employees']}
                          search={(text) => searchEmployees(text)}
                          resolve={(id) => Promise.resolve({ value: id, label: names.get(id) ?? id })}
                          label={t('recruitmentdesk:member_no', { no: index + 1 })}
                          width={300}
                        />
                      </Form.Item>
                      <Radio value={index}>{t('recruitment:chair')}</Radio>
                      {fields.length > 1 && (
                        <Button
                          type="link"
                          size="small"
                          onClick={() => {
                            remove(field.name);
                          }}
                        >
                          {t('recruitmentdesk:remove')}
                        </Button>
                      )}
                    </div>
                  ))}
                  <div>
                    <Button
                      onClick={() => {
                        add(undefined);
                      }}
                    >
                      {t('recruitmentdesk:add_member')}
                    </Button>
                  </div>
                </>
              )}
            </Form.List>
          </Radio.Group>
        </Form.Item>
      </Form.Item>
    </>
  );
}

/** Prepares a round. */
export function PrepareRecruitment() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const branches = useBranchOptions();
  const [open, setOpen] = useState(false);
  const create = useRecruitmentAct(({ body, key }: { body: RecruitmentInput; key: string }) => createRecruitment(body, key));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:prepare')}
      </Button>
      <FormDialog<Values>
        open={open}
        width={WIDTH}
        title={t('recruitmentdesk:prepare')}
        act={t('recruitmentdesk:save_draft')}
        initialValues={{ ...FIRST, panel: [...FIRST.panel], ...(branches.length === 1 && { branch_id: branches[0]?.value ?? '' }) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const made = await create.mutateAsync({ body: bodyOf(values), key });
          await navigate({ to: '/recruitments/$id', params: { id: made.id } });
        }}
      >
        {() => <Fields changing={false} names={new Map()} />}
      </FormDialog>
    </>
  );
}

/** Changes a round that is being prepared. */
export function EditRecruitment({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const update = useRecruitmentAct((body: RecruitmentInput) => updateRecruitment(round, body));
  const chair = round.panel.findIndex((member) => member.chair);
  const start: Partial<Values> = {
    title: round.title,
    branch_id: round.branch_id,
    class: round.class === 'b' ? 'b' : 'a',
    ...(typeof round.b_kind === 'string' && { b_kind: round.b_kind }),
    grade: round.grade,
    vacancies: round.vacancies,
    requirements: round.requirements,
    panel: round.panel.length === 0 ? [...FIRST.panel] : round.panel.map((member) => member.employee_id),
    chair: Math.max(0, chair),
  };
  for (const name of ['opens_at', 'closes_at', 'scoring_ends_at'] as const) {
    const shown = fromMoment(round[name]);
    if (shown !== null) start[name] = shown;
  }
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:edit')}
      </Button>
      <FormDialog<Values>
        open={open}
        width={WIDTH}
        title={t('recruitmentdesk:edit')}
        act={t('common:save')}
        initialValues={start}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          await update.mutateAsync(bodyOf(values));
          say(t('recruitmentdesk:saved'));
        }}
      >
        {() => <Fields changing names={new Map(round.panel.map((member) => [member.employee_id, member.name]))} />}
      </FormDialog>
    </>
  );
}
