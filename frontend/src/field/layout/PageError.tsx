import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';

/** What a page that failed leaves; the tabs still work. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-4 p-4">
      <ErrorState error={error} />
      <Button onClick={reset}>{t('common:error.reload')}</Button>
    </div>
  );
}
