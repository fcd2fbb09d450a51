import { useParams } from '@tanstack/react-router';
import { Button, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { ConfirmAct } from '@/components/desk/ConfirmAct';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { useSaid } from '@/components/desk/said';
import { Stat } from '@/components/desk/Stat';
import { Money } from '@/components/plain/Money';
import { proposeErasure, useClient, type ClientDetail } from '@/features/clients/api';
import { Accounts } from '@/features/clients/desk/Accounts';
import { EditClientDialog } from '@/features/clients/desk/ClientForm';
import { ClientTimeline } from '@/features/clients/desk/ClientTimeline';
import { Contacts } from '@/features/clients/desk/Contacts';
import { Ratings } from '@/features/clients/desk/Ratings';
import { Flags, Held, Owners } from '@/features/clients/desk/tags';
import type { ClientEvent } from '@/features/clients/timeline';
import { useClientOwnership } from '@/features/ownership/api';
import { AdjustDialog } from '@/features/ownership/desk/AdjustDialog';
import { OwnershipHistory } from '@/features/ownership/desk/OwnershipHistory';
import { useSharesText } from '@/features/ownership/desk/Shares';
import { may } from '@/lib/access';
import { newId } from '@/lib/api';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { PageSkeleton } from '../layout/PageSkeleton';

function TimelineTab({ client }: { client: ClientDetail }) {
  const text = useSharesText();
  const { t } = useTranslation();
  const ownership = useClientOwnership(client.id);
  if (ownership.error !== null) return <ErrorState error={ownership.error} onRetry={() => void ownership.refetch()} />;
  const events = (ownership.data?.rows ?? []).map((row): ClientEvent => {
    const later = typeof row.known_to === 'string' ? t('clients:event.superseded') : '';
    return {
      day: row.valid_from,
      kind: 'ownership',
      ...(row.shares.length === 0 ? { key: 'clients:event.unowned' } : { key: 'clients:event.owned', values: { who: text(row.shares) } }),
      reason: row.reason + later,
    };
  });
  return <ClientTimeline client={client} ownership={events} />;
}

function Record({ client }: { client: ClientDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'tab'>();
  const said = useSaid();
  const [key] = useState(newId);
  const [open, setOpen] = useState<'edit' | 'adjust'>();
  const close = (): void => {
    setOpen(undefined);
  };
  const held = client.locked_by !== undefined && client.locked_by !== null;
  const tabs = [
    ...(may(me, 'get_client_ownership') ? [{ key: 'owners', label: t('clients:tab.owners'), children: <OwnershipHistory clientId={client.id} /> }] : []),
    ...(may(me, 'list_client_accounts') ? [{ key: 'accounts', label: t('clients:tab.accounts'), children: <Accounts client={client} /> }] : []),
    ...(may(me, 'list_client_ratings') ? [{ key: 'ratings', label: t('clients:tab.ratings'), children: <Ratings client={client} /> }] : []),
    { key: 'contacts', label: t('clients:tab.contacts'), children: <Contacts client={client} /> },
    ...(may(me, 'get_client_ownership') && may(me, 'list_client_accounts') && may(me, 'list_client_ratings') ? [{ key: 'timeline', label: t('clients:tab.timeline'), children: <TimelineTab client={client} /> }] : []),
  ];
  return (
    <>
      <PageHeader
        title={client.name}
        tags={
          <span className="kj-tags">
            <Tag>{t(`common:client_kind.${client.kind}`)}</Tag>
            {client.state !== 'active' && <Tag>{t(`clients:state.${client.state}`)}</Tag>}
            {client.standing !== undefined && client.standing !== null && <Tag color="blue">{t(`common:standing.${client.standing}`)}</Tag>}
            {client.size !== undefined && client.size !== null && <Tag color="blue">{t(`common:size.${client.size}`)}</Tag>}
            {client.flags.length > 0 && <Flags flags={client.flags} />}
            {client.has_credit && <Tag color="purple">{t('clients:has_credit')}</Tag>}
            <Held by={client.locked_by} />
          </span>
        }
        lead={[client.client_no, client.branch_name, client.industry, client.place].filter((part) => part !== undefined && part !== null && part !== '').join(' · ')}
        actions={
          <Space>
            {may(me, 'update_client') && client.state !== 'erased' && (
              <Button
                onClick={() => {
                  setOpen('edit');
                }}
              >
                {t('clients:edit')}
              </Button>
            )}
            {may(me, 'propose_erasure') && client.state === 'closed' && (
              <ConfirmAct
                act={t('clients:erasure.act')}
                changes={[{ label: t('clients:erasure.what'), to: t('clients:erasure.gone') }]}
                whom={client.name}
                effective={t('clients:erasure.when')}
                undo={t('clients:erasure.undo')}
                danger
                withReason
                buttonType="default"
                onConfirm={async (reason) => {
                  const proposed = await proposeErasure(client.id, reason, key);
                  said(t('clients:erasure.said'), { href: `/approvals/${proposed.request_id}`, label: t('clients:erasure.see') });
                }}
              />
            )}
            {may(me, 'apply_for_adjustment') && client.state === 'active' && (
              <Button
                type="primary"
                disabled={held}
                onClick={() => {
                  setOpen('adjust');
                }}
              >
                {t('clients:adjust')}
              </Button>
            )}
          </Space>
        }
      />
      <div className="kj-stats">
        <Stat label={t('clients:owners')} value={<span className="kj-stat-text"><Owners owners={client.owners} /></span>} detail={client.must_allocate ? <>{t('clients:must_allocate')} <ClauseMark id="D9.1" /></> : undefined} />
        <Stat label={t('clients:worth')} value={<Money fen={client.worth_fen} withUnit />} detail={<>{t('clients:measured', { day: client.measured_on })} <ClauseMark id="D9.1" policyVersion={client.policy_number} /></>} />
        <Stat label={t('clients:exposure')} value={<Money fen={client.exposure_fen} withUnit />} detail={t('clients:measured', { day: client.measured_on })} />
        <Stat label={t('clients:accounts_count')} value={t('clients:accounts_value', { count: client.accounts })} />
      </div>
      <Tabs
        activeKey={filters.tab ?? tabs[0]?.key ?? 'contacts'}
        items={tabs}
        destroyOnHidden
        onChange={(tab) => {
          setFilters({ tab: tab === tabs[0]?.key ? undefined : tab });
        }}
      />
      <EditClientDialog client={client} open={open === 'edit'} onClose={close} />
      <AdjustDialog client={client} owners={client.owners} open={open === 'adjust'} onClose={close} />
    </>
  );
}

export function Client() {
  const { id } = useParams({ from: '/shell/pages/clients/$id' });
  const client = useClient(id);
  if (client.error !== null) return <ErrorState error={client.error} onRetry={() => void client.refetch()} />;
  return client.data === undefined ? <PageSkeleton /> : <Record client={client.data} />;
}
