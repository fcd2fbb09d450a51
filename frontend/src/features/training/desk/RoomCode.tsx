import { Button, Modal, QRCode, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Countdown } from '@/components/plain/Countdown';
import { useRoomCode, type Training } from '../api';

const QR_SIZE = 320;

function Code({ event }: { event: Training }) {
  const { t } = useTranslation();
  const code = useRoomCode(event.id, true);
  if (code.error !== null) return <ErrorState error={code.error} onRetry={() => void code.refetch()} />;
  if (code.data === undefined) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { code: digits, until } = code.data;
  return (
    <div className="kj-room">
      <div className="kj-room-text">
        <h2>{event.title}</h2>
        <p className="kj-quiet">{t('trainingdesk:room_lead')}</p>
        <p className="kj-room-digits" aria-live="polite" aria-label={t('trainingdesk:room_code', { code: digits })}>
          <span>{digits.slice(0, 3)}</span> <span>{digits.slice(3)}</span>
        </p>
        <p className="kj-room-next">
          {t('trainingdesk:room_next')} <Countdown until={until} />
        </p>
        <p className="kj-quiet">{t('trainingdesk:room_late')}</p>
      </div>
      <div className="kj-room-picture">
        <QRCode value={`${window.location.origin}/m/training/${event.id}?code=${digits}`} size={QR_SIZE} type="svg" errorLevel="M" aria-label={t('trainingdesk:room_picture')} />
        <p className="kj-quiet">{t('trainingdesk:room_scan')}</p>
      </div>
    </div>
  );
}

/** The code that people in the room check in with, large enough for the last row. */
export function RoomCode({ event }: { event: Training }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('trainingdesk:room')}
      </Button>
      <Modal
        open={open}
        title={t('trainingdesk:room_title')}
        footer={null}
        width="100vw"
        className="kj-room-dialog"
        destroyOnHidden
        onCancel={() => {
          setOpen(false);
        }}
      >
        <Code event={event} />
      </Modal>
    </>
  );
}
