import { Button, Form, Input, InputNumber, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { giveMark, useExamAct, useMarking, type Exam, type Marking, type MarkInput } from '../api';

function MarkForm({ item }: { item: Marking }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [form] = Form.useForm<{ points: number; note?: string }>();
  const give = useExamAct((body: MarkInput) => giveMark(item.id, body));
  const mine = item.mine ?? undefined;
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ points: mine?.points, note: mine?.note ?? undefined }}
      onFinish={({ points, note }) => {
        const trimmed = note?.trim() ?? '';
        give.mutate(
          { points, ...(trimmed !== '' && { note: trimmed }) },
          {
            onSuccess: () => {
              say(t('examsdesk:given', { points }));
            },
          },
        );
      }}
    >
      {item.third && <p className="kj-note">{t('examsdesk:third')}</p>}
      <div className="kj-mark-row">
        <Form.Item name="points" label={t('examsdesk:mark_points', { full: item.full_points })} rules={[{ required: true, message: t('examsdesk:points_required') }]}>
          <InputNumber min={0} max={item.full_points} precision={0} style={{ width: 120 }} />
        </Form.Item>
        <Form.Item name="note" label={t('examsdesk:note')} style={{ flex: 1 }}>
          <Input maxLength={2000} />
        </Form.Item>
        <Form.Item label=" ">
          <Button type="primary" htmlType="submit" loading={give.isPending}>
            {t(mine === undefined ? 'examsdesk:give' : 'examsdesk:change')}
          </Button>
        </Form.Item>
      </div>
      {give.error !== null && <ErrorState error={give.error} />}
    </Form>
  );
}

function Settled({ item }: { item: Marking }) {
  const { t } = useTranslation();
  if (typeof item.points !== 'number') {
    return item.mine === null || item.mine === undefined ? null : (
      <p className="kj-quiet">
        {t('examsdesk:given', { points: item.mine.points })} · {t(item.may_mark ? 'examsdesk:waits_second' : 'examsdesk:waits_third')}
      </p>
    );
  }
  return (
    <p>
      <strong>{t('examsdesk:settled', { points: item.points })}</strong>{' '}
      <span className="kj-quiet">{item.marks.map((mark) => `${t('examsdesk:mark_by', { marker: mark.marker, points: mark.points })}${typeof mark.note === 'string' ? ` (${mark.note})` : ''}`).join(' · ')}</span>
    </p>
  );
}

function Item({ item }: { item: Marking }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('examsdesk:place', { place: item.place })} extra={<span className="kj-quiet">{t('exams:points', { count: item.full_points })}</span>}>
      <div className="kj-marking">
        <div>
          <p className="kj-question-text">{item.question}</p>
          <h3 className="kj-section">{t('examsdesk:guide')}</h3>
          <p style={{ whiteSpace: 'pre-wrap' }}>{item.guide}</p>
        </div>
        <div>
          <h3 className="kj-section">{t('examsdesk:their_answer')}</h3>
          <p className="kj-answer">{item.answer.trim() === '' ? <span className="kj-quiet">{t('exams:blank')}</span> : item.answer}</p>
        </div>
      </div>
      {item.may_mark ? <MarkForm key={item.id} item={item} /> : null}
      <Settled item={item} />
    </Panel>
  );
}

/** Written answers without names: those that wait for my mark one after the other, or all. */
export function MarkingView({ exam }: { exam: Exam }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const data = useMarking(exam.id, open);
  if (exam.phase !== 'marking' && exam.phase !== 'released') return <EmptyState title={t('examsdesk:marking_closed')} detail={t('examsdesk:marking_none_detail')} />;
  return (
    <div className="kj-stack">
      <div className="kj-filters" style={{ justifyContent: 'space-between' }}>
        <Segmented<boolean>
          options={[
            { value: true, label: t('examsdesk:open_only') },
            { value: false, label: t('examsdesk:all') },
          ]}
          value={open}
          onChange={setOpen}
          aria-label={t('examsdesk:marking')}
        />
        <span className="kj-quiet">{t('examsdesk:marking_lead')}</span>
      </div>
      {data.error !== null ? (
        <ErrorState error={data.error} onRetry={data.retry} />
      ) : data.rows === undefined ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : data.rows.length === 0 ? (
        <EmptyState title={t('examsdesk:marking_none')} />
      ) : (
        data.rows.map((item) => <Item key={item.id} item={item} />)
      )}
      {data.hasMore && (
        <Button loading={data.loadingMore} onClick={data.loadMore}>
          {t('common:more')}
        </Button>
      )}
    </div>
  );
}
