import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { may } from '@/lib/access';
import { NONE } from '@/lib/format';
import { useMe } from '@/lib/session';
import { FLAGS, rateClient, SIZES, STANDINGS, useRatings, type ClientDetail, type RateClient, type Rating } from '../api';
import { axisKey, ratingKey } from '../ratings';
import { Flags } from './tags';

interface Values {
  axis: RateClient['axis'];
  value?: NonNullable<RateClient['value']> | 'end';
  valid_from: Dayjs;
  reason: string;
}

function Rate({ client }: { client: ClientDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const end = { value: 'end', label: t('clients:rating.end') };
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('clients:rate')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('clients:rating.title', { name: client.name })}
        act={t('clients:rating.act')}
        initialValues={{ axis: 'standing', valid_from: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ axis, value, valid_from, reason }, key) => {
          await rateClient(client.id, { axis, value: value === 'end' || value === undefined ? null : value, valid_from: valid_from.format('YYYY-MM-DD'), reason: reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['clients'] });
          say(t('clients:rating.done'));
        }}
      >
        {(form) => (
          <>
            <Form.Item name="axis" label={t('clients:rating.axis')}>
              <Select
                options={[
                  { value: 'standing', label: t('clients:standing') },
                  { value: 'size', label: t('clients:size') },
                  ...FLAGS.map((flag) => ({ value: flag, label: t('clients:rating.flag', { flag: t(`common:flag.${flag}`) }) })),
                ]}
                onChange={() => {
                  form.setFieldValue('value', undefined);
                }}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate={(before: Values, after: Values) => before.axis !== after.axis}>
              {({ getFieldValue }) => {
                const axis: unknown = getFieldValue('axis');
                const options =
                  axis === 'standing'
                    ? STANDINGS.map((standing) => ({ value: standing, label: t(`common:standing.${standing}`) }))
                    : axis === 'size'
                      ? SIZES.map((size) => ({ value: size, label: t(`common:size.${size}`) }))
                      : [{ value: 'true', label: t('clients:rating.set') }];
                return (
                  <Form.Item name="value" label={t('clients:rating.value')} rules={[{ required: true, message: t('clients:rating.value_required') }]}>
                    <Select options={[...options, end]} />
                  </Form.Item>
                );
              }}
            </Form.Item>
            <Form.Item name="valid_from" label={t('clients:rating.from')} rules={[{ required: true, message: t('clients:rating.from_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isAfter(dayjs(me.today), 'day') || day.isBefore(dayjs(client.opened_on), 'day')} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

/** What the client is rated as today, and every rating before. */
export function Ratings({ client }: { client: ClientDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const data = useRatings(client.id);
  const columns: Column<Rating>[] = [
    { key: 'axis', title: t('clients:rating.axis'), fixedColumn: true, render: (_value, rating) => t(axisKey(rating.axis)) },
    { key: 'value', title: t('clients:rating.value'), render: (_value, rating) => t(ratingKey(rating.axis, rating.value)) },
    { key: 'from', title: t('clients:rating.from'), render: (_value, rating) => <DateText value={rating.valid_from} /> },
    { key: 'known', title: t('clients:rating.known'), render: (_value, rating) => <DateText value={rating.known_from} /> },
    { key: 'superseded', title: t('clients:rating.superseded'), hiddenAtFirst: true, render: (_value, rating) => <DateText value={rating.known_to} /> },
    { key: 'by', title: t('clients:rating.by'), render: (_value, rating) => rating.rated_by ?? <span className="kj-quiet">{t('clients:rating.import')}</span> },
    { key: 'reason', title: t('common:reason'), dataIndex: 'reason' },
  ];
  return (
    <div className="kj-stack">
      <Panel title={t('clients:rating.today')} extra={<><ClauseMark id="E4.2" />{may(me, 'rate_client') && <Rate client={client} />}</>}>
        <Facts
          items={[
            { label: t('clients:standing'), value: client.standing === undefined || client.standing === null ? NONE : t(`common:standing.${client.standing}`) },
            { label: t('clients:size'), value: client.size === undefined || client.size === null ? NONE : t(`common:size.${client.size}`) },
            { label: t('clients:flags'), value: <Flags flags={client.flags} /> },
          ]}
        />
      </Panel>
      <DataTable<Rating>
        id="client-ratings"
        label={t('clients:rating.history')}
        columns={columns}
        data={data}
        rowKey={(rating) => rating.id}
        empty={<EmptyState title={t('clients:rating.none')} detail={t('clients:rating.none_detail')} />}
      />
    </div>
  );
}
