import { Link } from '@tanstack/react-router';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { count } from '@/lib/format';

interface Receiver {
  manager_id: string;
  manager_name: string;
  clients: number;
}

interface Payload {
  leaving_id?: string;
  leaver_name?: string;
  leaves_on?: string;
  effective_on?: string;
  clients?: number;
  receivers?: Receiver[];
}

/** What a handover puts into effect: whose clients go to whom, and from when. */
export function HandoverRequest({ payload }: { payload: Payload }) {
  const { t } = useTranslation();
  return (
    <>
      <Facts
        items={[
          {
            label: t('leaving:who'),
            value:
              payload.leaving_id === undefined ? (
                payload.leaver_name
              ) : (
                <Link to="/leavings/$id" params={{ id: payload.leaving_id }}>
                  {payload.leaver_name}
                </Link>
              ),
          },
          { label: t('leaving:leaves_on'), value: <DateText value={payload.leaves_on} /> },
          { label: t('leaving:effective_on'), value: <DateText value={payload.effective_on} /> },
          { label: t('leaving:clients'), value: count(payload.clients ?? 0) },
        ]}
      />
      <Table<Receiver>
        size="small"
        pagination={false}
        rowKey={(one) => one.manager_id}
        dataSource={payload.receivers ?? []}
        columns={[
          { key: 'name', title: t('leaving:receiver'), dataIndex: 'manager_name' },
          { key: 'clients', title: t('leaving:clients'), align: 'right', render: (_value, one) => count(one.clients) },
        ]}
      />
    </>
  );
}
