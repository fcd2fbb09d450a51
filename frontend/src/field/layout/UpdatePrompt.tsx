import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { applyUpdate, useUpdateReady } from '../updates';

export function UpdatePrompt() {
  const { t } = useTranslation();
  if (!useUpdateReady()) return null;
  return (
    <div role="status" className="mx-4 mb-3 flex items-center justify-between gap-3 rounded-lg border border-line bg-white p-3">
      <span>{t('field:update.ready')}</span>
      <Button kind="quiet" onClick={applyUpdate}>
        {t('field:update.apply')}
      </Button>
    </div>
  );
}
