import { Link } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { useClient } from '../api';

/** Whose personal data an erasure takes away, and what of it. */
export function ErasureRequest({ clientId }: { clientId: string }) {
  const { t } = useTranslation();
  const found = useClient(clientId);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton active />;
  const client = found.data;
  return (
    <>
      <Facts
        items={[
          {
            label: t('clients:client'),
            value: (
              <>
                <Link to="/clients/$id" params={{ id: client.id }} search={{}}>
                  {client.name}
                </Link>{' '}
                <span className="kj-quiet kj-nowrap">{client.client_no}</span>
              </>
            ),
          },
          { label: t('clients:branch'), value: client.branch_name },
          { label: t('clients:state_label'), value: t(`clients:state.${client.state}`) },
          { label: t('clients:erasure.what'), value: t('clients:erasure.gone'), wide: true },
        ]}
      />
      <Alert type="warning" showIcon style={{ marginTop: 12 }} title={t('clients:erasure.undo')} />
    </>
  );
}
