import { Button, DatePicker, Form, InputNumber, Input } from 'antd';
import { Link, useNavigate } from '@tanstack/react-router';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FormDialog } from '@/components/desk/FormDialog';
import { RemoteSelect } from '@/components/desk/RemoteSelect';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { searchEmployees } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { convenePanel, giveRatings, RATED, useQualificationAct, useRatingPanels, type Qualification, type RatingPanel, type RatingsInput } from '../api';
import { panelState } from '../lines';

const DAYS_TO_RATE = 7;
/** How many members a panel starts with in the form; the policy says how many are needed. */
const FIRST_MEMBERS = [undefined, undefined, undefined];

interface Members {
  raters: (string | undefined)[];
  due_on: Dayjs;
}

/** Convenes a panel for somebody. */
export function ConvenePanel({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const convene = useQualificationAct(({ body, key }: { body: { raters: string[]; due_on: string }; key: string }) => convenePanel(of.employee_id, body, key));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('qualificationdesk:convene')}
      </Button>
      <FormDialog<Members>
        open={open}
        title={t('qualificationdesk:convene_title', { name: of.name })}
        act={t('qualificationdesk:convene')}
        initialValues={{ raters: FIRST_MEMBERS, due_on: dayjs(me.today).add(DAYS_TO_RATE, 'day') }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const made = await convene.mutateAsync({ body: { raters: values.raters.filter((rater) => rater !== undefined), due_on: values.due_on.format('YYYY-MM-DD') }, key });
          await navigate({ to: '/rating-panels/$id', params: { id: made.id } });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('qualificationdesk:convene_lead')} <ClauseMark id="D3.2" />
            </p>
            <Form.List name="raters">
              {(fields, { add, remove }) => (
                <>
                  {fields.map((field, index) => (
                    <Form.Item key={field.key} label={t('qualificationdesk:rater_no', { no: index + 1 })}>
                      <div className="kj-inline">
                        <Form.Item noStyle name={field.name} rules={[{ required: true, message: t('qualificationdesk:person_required') }]}>
                          <RemoteSelect queryKey={['lookup', 'employees']} search={(text) => searchEmployees(text)} label={t('qualificationdesk:rater_no', { no: index + 1 })} width={320} />
                        </Form.Item>
                        {fields.length > 1 && (
                          <Button
                            type="link"
                            onClick={() => {
                              remove(field.name);
                            }}
                          >
                            {t('qualificationdesk:remove')}
                          </Button>
                        )}
                      </div>
                    </Form.Item>
                  ))}
                  <Button
                    onClick={() => {
                      add(undefined);
                    }}
                    style={{ marginBottom: 16 }}
                  >
                    {t('qualificationdesk:add_rater')}
                  </Button>
                </>
              )}
            </Form.List>
            <Form.Item name="due_on" label={t('qualificationdesk:due_on')} rules={[{ required: true, message: t('qualificationdesk:date_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

type Rated = Record<(typeof RATED)[number], { points: number; remark?: string }>;

/** Rates every line at once. */
export function RateDialog({ panel }: { panel: RatingPanel }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const rate = useQualificationAct(({ body, key }: { body: RatingsInput; key: string }) => giveRatings(panel.id, body, key));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('qualificationdesk:rate')}
      </Button>
      <FormDialog<Rated>
        open={open}
        width={640}
        title={t('qualificationdesk:rate_title', { name: panel.name })}
        act={t('qualificationdesk:rate_act')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const ratings = RATED.map((line) => ({ line, points: values[line].points, ...(values[line].remark?.trim() && { remark: values[line].remark.trim() }) }));
          await rate.mutateAsync({ body: { ratings }, key });
          say(t('qualificationdesk:rated'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('qualificationdesk:rate_lead')}</p>
            {RATED.map((line) => (
              <div key={line} className="kj-form-row">
                <Form.Item name={[line, 'points']} label={t('qualificationdesk:points_of', { line: t(`qualification:line.${line}`) })} rules={[{ required: true, message: t('qualificationdesk:points_required') }]}>
                  <InputNumber min={0} max={100} precision={0} style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name={[line, 'remark']} label={t('qualificationdesk:remark_on', { line: t(`qualification:line.${line}`) })}>
                  <Input maxLength={1000} />
                </Form.Item>
              </div>
            ))}
          </>
        )}
      </FormDialog>
    </>
  );
}

/** Panels: those that I sit on, and those within my reach. */
export function PanelList() {
  const { t } = useTranslation();
  const data = useRatingPanels(false);
  const columns: Column<RatingPanel>[] = [
    {
      key: 'name',
      title: t('qualificationdesk:rated_person'),
      fixedColumn: true,
      render: (_value, row) => (
        <span className="kj-two">
          <Link to="/rating-panels/$id" params={{ id: row.id }}>
            {row.name}
          </Link>
          <small className="kj-quiet">
            {row.employee_no} · {row.unit_name}
          </small>
        </span>
      ),
    },
    { key: 'state', title: t('qualificationdesk:panel_state'), fixedColumn: true, render: (_value, row) => <StateTag state={row.may_rate ? 'to_rate' : panelState(row.state)} /> },
    { key: 'due', title: t('qualificationdesk:due_on'), render: (_value, row) => <DateText value={row.due_on} /> },
    { key: 'raters', title: t('qualificationdesk:raters'), render: (_value, row) => row.raters.map((rater) => rater.name).join('、') },
    { key: 'in', title: t('qualificationdesk:ratings_in'), numeric: true, render: (_value, row) => `${count(row.raters.filter((rater) => typeof rater.rated_at === 'string').length)} / ${count(row.raters.length)}` },
    { key: 'by', title: t('qualificationdesk:convened_by'), dataIndex: 'convened_by' },
    { key: 'at', title: t('qualificationdesk:convened_at'), render: (_value, row) => <DateText value={row.convened_at} /> },
  ];
  return <DataTable<RatingPanel> id="rating-panels" label={t('qualificationdesk:panels')} columns={columns} rowKey={(row) => row.id} data={data} empty={<EmptyState title={t('qualificationdesk:panels_none')} detail={t('qualificationdesk:panels_none_detail')} />} />;
}
