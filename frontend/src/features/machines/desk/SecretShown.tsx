import { Alert, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import type { ApiClientSecret } from '../api';

interface Props {
  /** The client just made or rotated; nothing is shown without one. */
  shown: ApiClientSecret | undefined;
  onClose: () => void;
}

function Copied({ text }: { text: string }) {
  return (
    <Typography.Text copyable={{ text }} code style={{ overflowWrap: 'anywhere' }}>
      {text}
    </Typography.Text>
  );
}

/** The secret, shown once: the server keeps only its digest. */
export function SecretShown({ shown, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal open={shown !== undefined} title={t('machines:secret.title', { name: shown?.name ?? '' })} okText={t('machines:secret.kept')} cancelButtonProps={{ style: { display: 'none' } }} mask={{ closable: false }} onOk={onClose} onCancel={onClose}>
      <p>{t('machines:secret.lead')}</p>
      {shown !== undefined && (
        <Facts
          items={[
            { label: t('machines:secret.id'), value: <Copied text={shown.id} />, wide: true },
            { label: t('machines:secret.secret'), value: shown.secret === undefined || shown.secret === null ? t('machines:secret.gone') : <Copied text={shown.secret} />, wide: true },
          ]}
        />
      )}
      <Alert style={{ marginTop: 16 }} type="warning" showIcon title={t('machines:secret.once')} />
    </Modal>
  );
}
