import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Form, Input, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { FormDialog } from '@/components/desk/FormDialog';
import { PersonLink } from '@/components/desk/PersonLink';
import { useSaid } from '@/components/desk/said';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { decideTie, useRanking, useRecruitmentAct, type Rank, type Ranking, type Recruitment } from '../api';
import { points } from '../words';

/** An order that somebody moves by hand: buttons, for the keyboard too. */
export function Order({ names, value = [], onChange }: { names: Map<string, string>; value?: string[]; onChange?: (next: string[]) => void }) {
  const { t } = useTranslation();
  const swap = (index: number, by: -1 | 1): void => {
    const next = [...value];
    const [one, two] = [next[index], next[index + by]];
    if (one === undefined || two === undefined) return;
    next[index] = two;
    next[index + by] = one;
    onChange?.(next);
  };
  return (
    <ol className="kj-order">
      {value.map((id, index) => {
        const name = names.get(id) ?? id;
        return (
          <li key={id} className="kj-inline">
            <span>
              {index + 1}. {name}
            </span>
            <Button
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={t('recruitmentdesk:up', { name })}
              disabled={index === 0}
              onClick={() => {
                swap(index, -1);
              }}
            />
            <Button
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={t('recruitmentdesk:down', { name })}
              disabled={index === value.length - 1}
              onClick={() => {
                swap(index, 1);
              }}
            />
          </li>
        );
      })}
    </ol>
  );
}

function DecideTie({ round, ranking }: { round: Recruitment; ranking: Ranking }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const decide = useRecruitmentAct(({ order, reason }: { order: string[]; reason: string }) => decideTie(round, order, reason));
  const names = new Map(ranking.items.map((row) => [row.application_id, row.name]));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:decide_tie')}
      </Button>
      <FormDialog<{ order: string[]; reason: string }>
        open={open}
        title={t('recruitmentdesk:decide_tie')}
        act={t('recruitmentdesk:decide_tie')}
        initialValues={{ order: ranking.open_tie }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ order, reason }) => {
          await decide.mutateAsync({ order, reason: reason.trim() });
          say(t('recruitmentdesk:tie_decided'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:tie_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="order" label={t('recruitmentdesk:order')}>
              <Order names={names} />
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

/** The ranking with its ties, and who is among the vacancies. */
export function RankingPart({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const found = useRanking(round.id, round.revision);
  if (round.revision === 0) return <EmptyState title={t('recruitmentdesk:ranking_none')} detail={t('recruitmentdesk:ranking_none_detail')} />;
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const ranking = found.data;
  return (
    <>
      {ranking !== undefined && ranking.open_tie.length > 0 && (
        <div className="kj-note kj-inline" style={{ marginBottom: 12 }}>
          <span>{t('recruitmentdesk:tie_open', { count: ranking.open_tie.length })}</span>
          {ranking.may_decide_tie && <DecideTie round={round} ranking={ranking} />}
        </div>
      )}
      <Table<Rank>
        size="middle"
        pagination={false}
        loading={found.isPending}
        rowKey={(row) => row.application_id}
        dataSource={ranking?.items ?? []}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'place', title: t('recruitment:place'), align: 'right', render: (_value, row) => <span className="kj-numeric">{count(row.place)}</span> },
          {
            key: 'name',
            title: t('recruitmentdesk:applicant'),
            render: (_value, row) => (
              <span className="kj-two">
                <PersonLink id={row.employee_id} name={row.name} />
                <small className="kj-quiet">{row.unit_name}</small>
              </span>
            ),
          },
          { key: 'points', title: t('recruitment:points'), align: 'right', render: (_value, row) => <span className="kj-numeric">{points(row.hundredths)}</span> },
          { key: 'sheets', title: t('recruitmentdesk:sheets'), align: 'right', render: (_value, row) => <span className="kj-numeric">{count(row.sheets)}</span> },
          { key: 'rank', title: t('recruitmentdesk:rank'), render: (_value, row) => (row.tied ? t('recruitmentdesk:tied', { rank: row.rank }) : t('recruitmentdesk:ranked', { rank: row.rank })) },
          { key: 'won', title: t('recruitmentdesk:outcome'), render: (_value, row) => <StateTag state={row.won ? 'proposed_hire' : row.passed ? 'not_hired' : 'not_passed'} /> },
          { key: 'reason', title: t('recruitmentdesk:decided_because'), render: (_value, row) => <div className="kj-grounds">{row.reason ?? ''}</div> },
        ]}
      />
      <p className="kj-quiet">{t('recruitmentdesk:revision', { no: ranking?.revision ?? round.revision })}</p>
    </>
  );
}
