import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { useSaid } from '@/components/desk/said';
import { CreateClientDialog } from '@/features/clients/desk/ClientForm';
import { ClientList } from '@/features/clients/desk/ClientList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Clients() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const create = may(me, 'create_client') && (
    <Button
      type="primary"
      onClick={() => {
        setCreating(true);
      }}
    >
      {t('clients:create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('clients:title')} lead={t('clients:lead')} actions={create} />
      <ClientList
        firstAct={
          may(me, 'create_import') ? (
            <Link to="/imports" search={{}}>
              {t('clients:import')}
            </Link>
          ) : (
            create
          )
        }
      />
      <CreateClientDialog
        open={creating}
        onClose={() => {
          setCreating(false);
        }}
        onCreated={(client) => {
          say(t('clients:created'));
          void navigate({ to: '/clients/$id', params: { id: client.id }, search: {} });
        }}
      />
    </>
  );
}
