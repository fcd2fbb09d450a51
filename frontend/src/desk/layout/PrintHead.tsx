import { useTranslation } from 'react-i18next';
import { dateTime } from '@/lib/format';
import { usePrinting } from '@/lib/printing';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';

/** On paper alone: whose bank this is of, who printed it and when. */
export function PrintHead() {
  const { t } = useTranslation();
  const me = useMe();
  if (!usePrinting()) return null;
  return (
    <div className="kj-print-head">
      <strong>{me.bank_name}</strong>
      <span>{t('desk:printed', { name: me.name, at: dateTime(serverNow()) })}</span>
    </div>
  );
}
