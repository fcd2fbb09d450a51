import { useTranslation } from 'react-i18next';
import { useOnline } from '@/lib/online';

/** The quiet line: whether what is shown here and what the server has are the same. */
export function StatusLine() {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <p role="status" className={`flex items-center gap-1.5 text-[12px] ${online ? 'text-quiet' : 'font-medium text-gold'}`}>
      <span aria-hidden className={`size-2 rounded-full ${online ? 'bg-green' : 'bg-gold'}`} />
      {online ? t('field:sync.online') : t('field:sync.offline')}
    </p>
  );
}
