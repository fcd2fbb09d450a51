import { Button, Checkbox, Form, Input, InputNumber, Radio, Select, type FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { AREAS, createQuestion, DIFFICULTIES, KINDS, reviseQuestion, useExamAct, type Area, type Question, type QuestionInput, type QuestionKind, type QuestionRevision } from '../api';
import { choicesOf, letter } from '../sitting';
import { QuestionView } from './QuestionView';

interface Values {
  area: Area;
  kind: QuestionKind;
  difficulty: number;
  text: string;
  options: string[];
  answer: number[];
  points: number;
  explanation: string;
}

const WIDTH = 820;
const FEWEST = 3;
const MOST = 6;
const POINTS: Record<QuestionKind, number> = { true_false: 1, single: 2, multiple: 3, written: 10 };
const hasOptions = (kind: QuestionKind): boolean => kind === 'single' || kind === 'multiple';

/** The right ones of the options: one, or several. */
function Right({ kind, options, value = [], onChange }: { kind: QuestionKind; options: readonly string[]; value?: number[]; onChange?: (answer: number[]) => void }) {
  const { t } = useTranslation();
  const choices = choicesOf({ kind, options }, t('exams:right'), t('exams:wrong')).map((option, index) => ({ value: index, label: kind === 'true_false' ? option : letter(index) }));
  if (kind === 'multiple') {
    return <Checkbox.Group options={choices} value={value} onChange={(next) => onChange?.([...next].sort((a, b) => a - b))} />;
  }
  return <Radio.Group options={choices} value={value[0]} onChange={(event) => onChange?.([event.target.value as number])} />;
}

function Fields({ form, fixed }: { form: FormInstance<Values>; fixed?: Question }) {
  const { t } = useTranslation();
  const watched = Form.useWatch([], form) as Partial<Values> | undefined;
  const kind = fixed?.kind ?? watched?.kind ?? 'single';
  const options = hasOptions(kind) ? (watched?.options ?? []) : [];
  const required = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  return (
    <>
      <p className="kj-quiet">{t(fixed === undefined ? 'examsdesk:write_lead' : 'examsdesk:revise_lead')}</p>
      <div className="kj-form-row">
        {fixed === undefined && (
          <>
            <Form.Item name="area" label={t('examsdesk:area')}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={AREAS.map((area) => ({ value: area, label: `${area.toUpperCase()} ${t(`examsdesk:area_of.${area}`)}` }))} />
            </Form.Item>
            <Form.Item name="kind" label={t('examsdesk:kind')}>
              <Select
                options={KINDS.map((one) => ({ value: one, label: t(`exams:kind.${one}`) }))}
                onChange={(next: QuestionKind) => {
                  form.setFieldsValue({ answer: [], points: POINTS[next] });
                }}
              />
            </Form.Item>
          </>
        )}
        <Form.Item name="difficulty" label={t('examsdesk:difficulty')}>
          <Select options={DIFFICULTIES.map((level) => ({ value: level, label: t(`examsdesk:difficulty_of.${level.toString()}`) }))} />
        </Form.Item>
        <Form.Item name="points" label={t('examsdesk:points_field')} rules={[{ required: true, message: t('examsdesk:number_required') }]}>
          <InputNumber min={1} max={100} precision={0} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="text" label={t('examsdesk:text')} rules={required('examsdesk:text_required')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={2000} />
      </Form.Item>
      {hasOptions(kind) && (
        <Form.List name="options">
          {(fields, { add, remove }) => (
            <>
              {fields.map((field, index) => (
                <Form.Item key={field.key} label={t('examsdesk:option', { letter: letter(index) })} required={false}>
                  <div style={{ display: 'flex', gap: 8 }}>
                    <Form.Item name={field.name} noStyle rules={required('examsdesk:option_required')}>
                      <Input maxLength={500} aria-label={t('examsdesk:option', { letter: letter(index) })} />
                    </Form.Item>
                    <Button
                      disabled={fields.length <= FEWEST}
                      aria-label={t('examsdesk:drop_option', { letter: letter(index) })}
                      onClick={() => {
                        remove(field.name);
                        form.setFieldsValue({ answer: [] });
                      }}
                    >
                      ×
                    </Button>
                  </div>
                </Form.Item>
              ))}
              <Button
                disabled={fields.length >= MOST}
                style={{ marginBottom: 16 }}
                onClick={() => {
                  add('');
                }}
              >
                {t('examsdesk:add_option')}
              </Button>
            </>
          )}
        </Form.List>
      )}
      {kind !== 'written' && (
        <Form.Item name="answer" label={t('examsdesk:right')} rules={[{ required: true, type: 'array', min: kind === 'multiple' ? 2 : 1, message: t('examsdesk:right_required') }]}>
          <Right kind={kind} options={options} />
        </Form.Item>
      )}
      <Form.Item name="explanation" label={t(kind === 'written' ? 'examsdesk:guide' : 'examsdesk:explanation')} rules={required('examsdesk:explanation_required')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
      <Panel title={t('examsdesk:preview')}>
        <QuestionView question={{ kind, text: watched?.text ?? '', options, answer: watched?.answer ?? [], explanation: watched?.explanation ?? '' }} />
      </Panel>
    </>
  );
}

const contentOf = (values: Values, kind: QuestionKind): QuestionRevision => ({
  difficulty: values.difficulty,
  text: values.text,
  options: hasOptions(kind) ? values.options : [],
  answer: kind === 'written' ? [] : values.answer,
  points: values.points,
  explanation: values.explanation,
});

/** Writes a question of the bank's own. */
export function WriteQuestion() {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const create = useExamAct(({ body, key }: { body: QuestionInput; key: string }) => createQuestion(body, key));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('examsdesk:write')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('examsdesk:write')}
        act={t('examsdesk:write')}
        width={WIDTH}
        initialValues={{ area: 'b1', kind: 'single', difficulty: 2, options: ['', '', '', ''], answer: [], points: POINTS.single }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const done = await create.mutateAsync({ body: { area: values.area, kind: values.kind, ...contentOf(values, values.kind) }, key });
          say(t('examsdesk:written', { code: done.code }));
        }}
      >
        {(form) => <Fields form={form} />}
      </FormDialog>
    </>
  );
}

/** Writes a new version of a question. */
export function EditQuestion({ question }: { question: Question }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const revise = useExamAct((body: QuestionRevision) => reviseQuestion(question, body));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('examsdesk:revise')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={`${t('examsdesk:revise')} ${question.code}`}
        act={t('examsdesk:revise')}
        width={WIDTH}
        initialValues={{ difficulty: question.difficulty, text: question.text, options: question.options, answer: question.answer, points: question.points, explanation: question.explanation }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values) => {
          const done = await revise.mutateAsync(contentOf(values, question.kind));
          say(t('examsdesk:revised', { number: done.number }));
        }}
      >
        {(form) => <Fields form={form} fixed={question} />}
      </FormDialog>
    </>
  );
}
