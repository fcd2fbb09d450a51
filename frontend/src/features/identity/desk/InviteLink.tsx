import { Alert, Modal, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/format';
import type { InviteAnswer } from '../api';

interface Props {
  /** The invitation just made; nothing is shown without one. */
  invite: InviteAnswer | undefined;
  name: string;
  onClose: () => void;
}

/** The one-time link, shown once: the server keeps only its digest. */
export function InviteLink({ invite, name, onClose }: Props) {
  const { t } = useTranslation();
  const link = invite === undefined ? '' : `${window.location.origin}${invite.path}`;
  return (
    <Modal open={invite !== undefined} title={t('identity:users.invite_title', { name })} okText={t('identity:users.invite_kept')} cancelButtonProps={{ style: { display: 'none' } }} mask={{ closable: false }} onOk={onClose} onCancel={onClose}>
      <p>{t('identity:users.invite_lead')}</p>
      <Typography.Paragraph copyable={{ text: link }} code style={{ overflowWrap: 'anywhere' }}>
        {link}
      </Typography.Paragraph>
      {invite !== undefined && <Alert type="warning" showIcon title={t('identity:users.invite_once', { until: dateTime(invite.expires_at) })} />}
    </Modal>
  );
}
