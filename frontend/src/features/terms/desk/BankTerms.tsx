import { Button, DatePicker, Form, Input, Table } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FormDialog } from '@/components/desk/FormDialog';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { lastDay } from '@/lib/format';
import { stay } from '@/lib/moments';
import { useMe } from '@/lib/session';
import { createBankTerm, updateBankTerm, useBankTerms, useTermAct, type BankTerm, type BankTermInput } from '../api';
import { stateOf } from '../words';

interface Values {
  name: string;
  valid_from: Dayjs;
  last: Dayjs;
}

const DAY = 'YYYY-MM-DD';

/** Sets a term of the bank, or changes one that has not begun. */
function TermDialog({ term, open, onClose }: { term: BankTerm | undefined; open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const say = useSaid();
  const save = useTermAct(({ body, key }: { body: BankTermInput; key: string }) => (term === undefined ? createBankTerm(body, key) : updateBankTerm(term, body)));
  const title = t(term === undefined ? 'termsdesk:set' : 'termsdesk:change');
  return (
    <FormDialog<Values>
      open={open}
      title={title}
      act={t('common:save')}
      initialValues={term === undefined ? {} : { name: term.name, valid_from: dayjs(term.valid_from), last: dayjs(lastDay(term.valid_to)) }}
      onClose={onClose}
      onSubmit={async ({ name, valid_from, last }, key) => {
        const saved = await save.mutateAsync({ body: { name: name.trim(), valid_from: valid_from.format(DAY), valid_to: last.add(1, 'day').format(DAY) }, key });
        say(t('termsdesk:saved', { name: saved.name }));
      }}
    >
      {() => (
        <>
          <p className="kj-quiet">
            {t('termsdesk:set_lead')} <ClauseMark id="D4" />
          </p>
          <Form.Item name="name" label={t('termsdesk:name')} rules={[{ required: true, whitespace: true, message: t('termsdesk:name_required') }]}>
            <Input maxLength={60} />
          </Form.Item>
          <div className="kj-form-row">
            <Form.Item name="valid_from" label={t('terms:from')} rules={[{ required: true, message: t('termsdesk:day_required') }]}>
              <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
            </Form.Item>
            <Form.Item name="last" label={t('terms:last_day')} rules={[{ required: true, message: t('termsdesk:day_required') }]}>
              <DatePicker onKeyDown={stay} style={{ width: '100%' }} />
            </Form.Item>
          </div>
        </>
      )}
    </FormDialog>
  );
}

/** The bank's terms: managers are appointed and renewed to their ends. */
export function BankTerms() {
  const { t } = useTranslation();
  const me = useMe();
  const terms = useBankTerms();
  const [target, setTarget] = useState<BankTerm | 'new'>();
  const close = (): void => {
    setTarget(undefined);
  };
  if (terms.error !== null) return <ErrorState error={terms.error} onRetry={() => void terms.refetch()} />;
  return (
    <Panel
      title={t('termsdesk:bank_terms')}
      extra={
        <>
          <ClauseMark id="D4" />
          {may(me, 'create_bank_term') && (
            <Button
              type="primary"
              onClick={() => {
                setTarget('new');
              }}
            >
              {t('termsdesk:set')}
            </Button>
          )}
        </>
      }
    >
      <Table<BankTerm>
        size="small"
        pagination={false}
        loading={terms.isPending}
        rowKey={(term) => term.id}
        dataSource={terms.data ?? []}
        locale={{ emptyText: <EmptyState title={t('termsdesk:no_bank_terms')} detail={t('termsdesk:no_bank_terms_detail')} /> }}
        columns={[
          { key: 'name', title: t('termsdesk:name'), dataIndex: 'name' },
          { key: 'from', title: t('terms:from'), render: (_value, term) => <DateText value={term.valid_from} /> },
          { key: 'last', title: t('terms:last_day'), render: (_value, term) => <DateText value={lastDay(term.valid_to)} /> },
          { key: 'standing', title: t('termsdesk:standing'), render: (_value, term) => <StateTag state={term.standing === 'lapsed' ? 'ended' : stateOf(term.standing)} /> },
          {
            key: 'acts',
            title: t('termsdesk:acts'),
            render: (_value, term) =>
              term.standing === 'coming' &&
              may(me, 'update_bank_term') && (
                <Button
                  type="link"
                  size="small"
                  style={{ padding: 0 }}
                  onClick={() => {
                    setTarget(term);
                  }}
                >
                  {t('termsdesk:change')}
                </Button>
              ),
          },
        ]}
      />
      <TermDialog key={target === undefined || target === 'new' ? 'new' : target.id} open={target !== undefined} term={target === 'new' ? undefined : target} onClose={close} />
    </Panel>
  );
}
