import { Table } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { useSaid } from '@/components/desk/said';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { cancelPanel, closePanel, RATED, useQualificationAct, type RatingPanel } from '../api';
import { panelState } from '../lines';
import { RateDialog } from './Panels';

type Rater = RatingPanel['raters'][number];

function Acts({ panel }: { panel: RatingPanel }) {
  const { t } = useTranslation();
  const say = useSaid();
  const close = useQualificationAct(() => closePanel(panel));
  const cancel = useQualificationAct((reason: string) => cancelPanel(panel, reason));
  const done = panel.raters.filter((rater) => typeof rater.rated_at === 'string').length;
  return (
    <>
      {panel.may_end && (
        <>
          <ConfirmAct
            act={t('qualificationdesk:cancel_panel')}
            buttonType="default"
            danger
            withReason
            changes={[{ label: t('qualificationdesk:panel_state'), from: <StateTag state="rating" />, to: <StateTag state="cancelled" /> }]}
            whom={panel.raters.map((rater) => rater.name).join('、')}
            effective={t('qualificationdesk:at_once')}
            undo={t('qualificationdesk:cancel_panel_undo')}
            clause="D3.2"
            onConfirm={async (reason) => {
              await cancel.mutateAsync(reason);
              say(t('qualificationdesk:panel_cancelled'));
            }}
          />
          {done > 0 && (
            <ConfirmAct
              act={t('qualificationdesk:close_panel')}
              buttonType="default"
              changes={[{ label: t('qualificationdesk:panel_state'), from: <StateTag state="rating" />, to: <StateTag state="rated" /> }]}
              whom={panel.name}
              effective={t('qualificationdesk:at_once')}
              undo={t('qualificationdesk:close_panel_undo')}
              clause="D3.2"
              onConfirm={async () => {
                await close.mutateAsync(undefined);
                say(t('qualificationdesk:panel_closed'));
              }}
            />
          )}
        </>
      )}
      {panel.may_rate && <RateDialog panel={panel} />}
    </>
  );
}

/** A panel: who sits on it, who has rated, and once it is closed what each gave. */
export function PanelRecord({ panel }: { panel: RatingPanel }) {
  const { t } = useTranslation();
  const me = useMe();
  const given = (rater: Rater, line: (typeof RATED)[number]) => rater.ratings.find((rating) => rating.line === line);
  return (
    <>
      <PageHeader
        title={t('qualificationdesk:panel_of', { name: panel.name })}
        tags={<StateTag state={panelState(panel.state)} />}
        lead={
          <>
            {panel.unit_name} · {panel.employee_no} <ClauseMark id="D3.2" />
          </>
        }
        actions={<Acts panel={panel} />}
      />
      {typeof panel.reason === 'string' && (
        <p className="kj-note" style={{ marginBottom: 16 }}>
          {t('qualificationdesk:cancelled_because', { reason: panel.reason })}
        </p>
      )}
      <div className="kj-stack">
        <Panel label={t('qualificationdesk:panel_facts')}>
          <Facts
            items={[
              { label: t('qualificationdesk:due_on'), value: <DateText value={panel.due_on} /> },
              { label: t('qualificationdesk:convened_by'), value: panel.convened_by },
              { label: t('qualificationdesk:convened_at'), value: <DateText value={panel.convened_at} /> },
              typeof panel.ended_at === 'string' && { label: t('qualificationdesk:ended_at'), value: <DateText value={panel.ended_at} /> },
              may(me, 'get_qualification') && {
                label: t('qualificationdesk:checklist'),
                value: (
                  <Link to="/qualification/$id" params={{ id: panel.employee_id }}>
                    {t('qualificationdesk:see_checklist')}
                  </Link>
                ),
              },
            ]}
          />
        </Panel>
        <Panel title={t('qualificationdesk:ratings')}>
          {panel.state === 'open' && <p className="kj-quiet">{t('qualificationdesk:blind')}</p>}
          <Table<Rater>
            size="middle"
            pagination={false}
            rowKey={(rater) => rater.employee_id}
            dataSource={panel.raters}
            scroll={{ x: 'max-content' }}
            columns={[
              { key: 'name', title: t('qualificationdesk:rater'), render: (_value, rater) => <strong>{rater.name}</strong> },
              { key: 'at', title: t('qualificationdesk:rated_at'), render: (_value, rater) => (typeof rater.rated_at === 'string' ? <DateText value={rater.rated_at} /> : <StateTag state="to_rate" />) },
              ...RATED.map((line) => ({
                key: line,
                title: t(`qualification:line.${line}`),
                align: 'right' as const,
                render: (_value: unknown, rater: Rater) => {
                  const rating = given(rater, line);
                  return (
                    <span className="kj-numeric" title={rating?.remark ?? undefined}>
                      {rating?.points ?? ''}
                    </span>
                  );
                },
              })),
              { key: 'remarks', title: t('qualificationdesk:remarks'), render: (_value, rater) => <div className="kj-grounds">{rater.ratings.flatMap((rating) => (rating.remark ? [`${t(`qualification:line.${rating.line}`)}：${rating.remark}`] : [])).join('；')}</div> },
            ]}
          />
        </Panel>
      </div>
    </>
  );
}
