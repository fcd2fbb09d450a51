import type { ErrorComponentProps } from '@tanstack/react-router';
import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorView } from '@/lib/error-policy';

/** What a page that failed leaves; the navigation around it still works. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const view = errorView(error);
  return (
    <Result
      status="error"
      title={view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey))}
      subTitle={view.detail ?? (view.detailKey === undefined ? undefined : t(view.detailKey))}
      extra={
        <>
          <Button type="primary" onClick={reset}>
            {t('common:error.reload')}
          </Button>
          <Button href="/">{t('common:back_home')}</Button>
        </>
      }
    />
  );
}
