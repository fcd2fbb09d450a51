import { Button, Form, Input, Select } from 'antd';
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
import { decideObjection, objectToRanking, useObjections, useRanking, useRecruitmentAct, withdrawObjection, type Objection, type ObjectionDecision, type Recruitment } from '../api';
import { objectionState } from '../states';
import { Order } from './RankingPart';

interface Values {
  decision: 'upheld' | 'rejected';
  remedy?: 'remove' | 'reorder';
  application_id?: string;
  order?: string[];
  reason: string;
}

function Decide({ round, objection }: { round: Recruitment; objection: Objection }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const ranking = useRanking(round.id, round.revision);
  const decide = useRecruitmentAct(({ body, key }: { body: ObjectionDecision; key: string }) => decideObjection(objection.id, body, key));
  const rows = ranking.data?.items ?? [];
  const names = new Map(rows.map((row) => [row.application_id, row.name]));
  const choose = [{ required: true, message: t('recruitmentdesk:choose') }];
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:decide')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('recruitmentdesk:decide_title')}
        act={t('recruitmentdesk:decide')}
        initialValues={{ order: rows.map((row) => row.application_id), ...(typeof objection.application_id === 'string' && { application_id: objection.application_id }) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const upheld = values.decision === 'upheld';
          const body: ObjectionDecision = {
            decision: values.decision,
            reason: values.reason.trim(),
            ...(upheld && values.remedy !== undefined && { remedy: values.remedy }),
            ...(upheld && values.remedy === 'remove' && values.application_id !== undefined && { application_id: values.application_id }),
            ...(upheld && values.remedy === 'reorder' && values.order !== undefined && { order: values.order }),
          };
          await decide.mutateAsync({ body, key });
          say(t('recruitmentdesk:decided'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:decide_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="decision" label={t('recruitmentdesk:decision')} rules={choose}>
              <Select options={(['upheld', 'rejected'] as const).map((value) => ({ value, label: t(`recruitmentdesk:decision_of.${value}`) }))} />
            </Form.Item>
            <Form.Item noStyle dependencies={['decision', 'remedy']}>
              {({ getFieldValue }) =>
                getFieldValue('decision') === 'upheld' && (
                  <>
                    <Form.Item name="remedy" label={t('recruitmentdesk:remedy')} rules={choose}>
                      <Select options={(['remove', 'reorder'] as const).map((value) => ({ value, label: t(`recruitmentdesk:remedy_of.${value}`) }))} />
                    </Form.Item>
                    {getFieldValue('remedy') === 'remove' && (
                      <Form.Item name="application_id" label={t('recruitmentdesk:whom_to_remove')} rules={choose}>
                        <Select options={rows.map((row) => ({ value: row.application_id, label: row.name }))} />
                      </Form.Item>
                    )}
                    {getFieldValue('remedy') === 'reorder' && (
                      <Form.Item name="order" label={t('recruitmentdesk:order')}>
                        <Order names={names} />
                      </Form.Item>
                    )}
                  </>
                )
              }
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

/** Raises an objection. */
export function RaiseObjection({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const ranking = useRanking(round.id, round.revision);
  const raise = useRecruitmentAct(({ about, text, key }: { about: string | undefined; text: string; key: string }) => objectToRanking(round.id, { text, ...(about !== undefined && { application_id: about }) }, key));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitment:object')}
      </Button>
      <FormDialog<{ about?: string; text: string }>
        open={open}
        title={t('recruitment:object')}
        act={t('recruitment:object')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ about, text }, key) => {
          await raise.mutateAsync({ about, text: text.trim(), key });
          say(t('recruitment:objected'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitment:object_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="about" label={t('recruitmentdesk:about')}>
              <Select allowClear options={(ranking.data?.items ?? []).map((row) => ({ value: row.application_id, label: row.name }))} />
            </Form.Item>
            <Form.Item name="text" label={t('recruitmentdesk:text')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Withdraw({ objection }: { objection: Objection }) {
  const { t } = useTranslation();
  const say = useSaid();
  const back = useRecruitmentAct(() => withdrawObjection(objection.id));
  return (
    <>
      <Button
        loading={back.isPending}
        onClick={() => {
          back.mutate(undefined, {
            onSuccess: () => {
              say(t('recruitment:objection_withdrawn'));
            },
          });
        }}
      >
        {t('recruitment:withdraw_objection')}
      </Button>
      {back.error !== null && <ErrorState error={back.error} />}
    </>
  );
}

/** Objections: one's own, or all of them for those who decide. */
export function Objections({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const found = useObjections(round.id, true);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  const items = found.data?.items ?? [];
  return (
    <div className="kj-stack">
      {round.phase === 'notice' && (
        <div>
          <RaiseObjection round={round} />
        </div>
      )}
      {found.data !== undefined && items.length === 0 && <EmptyState title={t('recruitmentdesk:objections_none')} detail={t('recruitmentdesk:objections_none_detail')} />}
      {items.map((objection) => (
        <Panel
          key={objection.id}
          title={
            <>
              {typeof objection.about === 'string' ? t('recruitmentdesk:objection_about', { name: objection.about }) : t('recruitmentdesk:objection')} <StateTag state={objectionState(objection.state)} />
            </>
          }
          extra={
            <span className="kj-inline">
              {objection.mine && objection.state === 'open' && <Withdraw objection={objection} />}
              {objection.may_decide && <Decide round={round} objection={objection} />}
            </span>
          }
        >
          <p className="kj-quiet">
            {objection.raised_by} · <DateText value={objection.created_at} />
          </p>
          <p style={{ whiteSpace: 'pre-wrap' }}>{objection.text}</p>
          {typeof objection.decision_reason === 'string' && <p className="kj-note">{t('recruitmentdesk:decision_because', { name: objection.decided_by ?? '', reason: objection.decision_reason })}</p>}
        </Panel>
      ))}
    </div>
  );
}
