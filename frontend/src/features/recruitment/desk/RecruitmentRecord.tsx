import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { FormDialog } from '@/components/desk/FormDialog';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { Countdown } from '@/components/plain/Countdown';
import { StateTag } from '@/components/plain/StateTag';
import { count, dateTime, percent } from '@/lib/format';
import { stay, toMoment } from '@/lib/moments';
import { useMe } from '@/lib/session';
import { announceRanking, cancelRecruitment, proposeAppointment, publishRecruitment, rankApplicants, reopenScoring, useRecruitmentAct, withdrawAnnouncement, withdrawRecruitment, type Recruitment } from '../api';
import { phaseEnds, phaseState } from '../states';
import { postText } from '../words';
import { EditRecruitment } from './RecruitmentForm';

/** An act on the round, which says what it does before it happens. */
function Act({ round, name, to, run, reason = false, danger = false, primary = true }: { round: Recruitment; name: string; to: Parameters<typeof StateTag>[0]['state']; run: (reason: string) => Promise<unknown>; reason?: boolean; danger?: boolean; primary?: boolean }) {
  const { t } = useTranslation();
  const say = useSaid();
  const act = useRecruitmentAct(run);
  return (
    <ConfirmAct
      act={t(`recruitmentdesk:act.${name}`)}
      buttonType={primary ? 'primary' : 'default'}
      danger={danger}
      withReason={reason}
      changes={[{ label: t('recruitmentdesk:state'), from: <StateTag state={phaseState(round.phase)} />, to: <StateTag state={to} /> }]}
      whom={t(`recruitmentdesk:whom.${name}`, { count: round.applicants ?? 0 })}
      effective={t('recruitmentdesk:at_once')}
      undo={t(`recruitmentdesk:undo.${name}`)}
      clause="D4"
      onConfirm={async (why) => {
        await act.mutateAsync(why);
        say(t(`recruitmentdesk:done.${name}`));
      }}
    />
  );
}

function Reopen({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const reopen = useRecruitmentAct(({ until, reason }: { until: string; reason: string }) => reopenScoring(round, until, reason));
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:act.reopen')}
      </Button>
      <FormDialog<{ until: Dayjs; reason: string }>
        open={open}
        title={t('recruitmentdesk:act.reopen')}
        act={t('recruitmentdesk:act.reopen')}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ until, reason }) => {
          await reopen.mutateAsync({ until: toMoment(until) ?? '', reason: reason.trim() });
          say(t('recruitmentdesk:done.reopen'));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:reopen_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="until" label={t('recruitmentdesk:scoring_ends')} rules={[{ required: true, message: t('recruitmentdesk:time_required') }]}>
              <DatePicker onKeyDown={stay} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" />
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

function Appoint({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const propose = useRecruitmentAct(({ from, reason }: { from: string; reason: string }) => proposeAppointment(round, from, reason));
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('recruitmentdesk:act.appoint')}
      </Button>
      <FormDialog<{ from: Dayjs; reason: string }>
        open={open}
        title={t('recruitmentdesk:act.appoint')}
        act={t('recruitmentdesk:act.appoint')}
        initialValues={{ from: dayjs(me.today).add(1, 'day') }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ from, reason }) => {
          const done = await propose.mutateAsync({ from: from.format('YYYY-MM-DD'), reason: reason.trim() });
          const request = done.request_id ?? undefined;
          say(t('recruitmentdesk:done.appoint'), request === undefined ? undefined : { href: `/approvals/${request}?box=proposed`, label: t('recruitmentdesk:see_request') });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('recruitmentdesk:appoint_lead')} <ClauseMark id="D4" />
            </p>
            <Form.Item name="from" label={t('recruitmentdesk:term_from')} rules={[{ required: true, message: t('recruitmentdesk:time_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
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

function Acts({ round }: { round: Recruitment }) {
  const { phase } = round;
  const over = phase === 'appointed' || phase === 'cancelled';
  if (!round.organises || over) return null;
  const ready = phase === 'scored' || (phase === 'scoring' && round.sheets_missing === 0 && (round.applicants ?? 0) > 0);
  const untouched = round.applicants === 0 && (phase === 'announced' || phase === 'open' || phase === 'scoring');
  return (
    <>
      <Act round={round} name="cancel" to="cancelled" run={(reason) => cancelRecruitment(round, reason)} reason danger primary={false} />
      {phase === 'draft' && <EditRecruitment round={round} />}
      {phase === 'draft' && <Act round={round} name="publish" to="announced" run={() => publishRecruitment(round)} />}
      {untouched && <Act round={round} name="withdraw" to="draft" run={(reason) => withdrawRecruitment(round, reason)} reason primary={false} />}
      {(phase === 'ranked' || phase === 'scored') && <Reopen round={round} />}
      {ready && <Act round={round} name="rank" to="ranked" run={() => rankApplicants(round)} />}
      {phase === 'ranked' && <Act round={round} name="announce" to="notice" run={() => announceRanking(round)} />}
      {(phase === 'notice' || phase === 'noticed') && <Act round={round} name="unannounce" to="ranked" run={(reason) => withdrawAnnouncement(round, reason)} reason primary={false} />}
      {phase === 'noticed' && <Appoint round={round} />}
    </>
  );
}

/** A round's identity, its acts, and what is known of it. */
export function RecruitmentRecord({ round }: { round: Recruitment }) {
  const { t } = useTranslation();
  const ends = phaseEnds(round);
  const request = round.request_id ?? undefined;
  const time = (value: string) => <span className="kj-numeric">{dateTime(value)}</span>;
  return (
    <>
      <PageHeader
        title={round.title}
        tags={<StateTag state={phaseState(round.phase)} />}
        lead={
          <>
            {round.branch_name} · {postText(t, round)} <ClauseMark id="D4" policyVersion={round.policy_number} />
          </>
        }
        actions={<Acts round={round} />}
      />
      {typeof round.reason === 'string' && (
        <p className="kj-note" style={{ marginBottom: 16 }}>
          {t('recruitment:cancelled_because', { reason: round.reason })}
        </p>
      )}
      <Panel label={t('recruitmentdesk:facts')}>
        <Facts
          items={[
            { label: t('recruitmentdesk:vacancies'), value: count(round.vacancies) },
            { label: t('recruitmentdesk:opens'), value: time(round.opens_at) },
            { label: t('recruitmentdesk:closes'), value: time(round.closes_at) },
            { label: t('recruitmentdesk:scoring_ends'), value: time(round.scoring_ends_at) },
            typeof round.notice_ends_at === 'string' && { label: t('recruitment:notice_ends'), value: time(round.notice_ends_at) },
            ends !== undefined && { label: t(`recruitment:ends_in.${round.phase}`), value: <Countdown until={ends} /> },
            typeof round.applicants === 'number' && round.phase !== 'draft' && { label: t('recruitmentdesk:applicants'), value: count(round.applicants) },
            typeof round.sheets_missing === 'number' && (round.phase === 'scoring' || round.phase === 'scored') && { label: t('recruitmentdesk:sheets_missing'), value: count(round.sheets_missing) },
            { label: t('recruitment:panel'), value: round.panel.map((member) => (member.chair ? t('recruitment:chair_of', { name: member.name }) : member.name)).join('、'), wide: true },
            { label: t('recruitment:criteria'), value: round.criteria.map((criterion) => `${criterion.name} ${percent(criterion.weight_bps)}`).join('、'), wide: true },
            { label: t('recruitment:requirements'), value: <span style={{ whiteSpace: 'pre-wrap' }}>{round.requirements}</span>, wide: true },
            request !== undefined && {
              label: t('recruitmentdesk:request'),
              value: (
                <Link to="/approvals/$id" params={{ id: request }} search={{}}>
                  {t('recruitmentdesk:see_request')}
                </Link>
              ),
            },
          ]}
        />
      </Panel>
    </>
  );
}
