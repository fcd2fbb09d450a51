import { Alert, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorView } from '@/lib/error-policy';
import { ClauseMark } from './ClauseMark';

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
}

/** A failure in place: the server's words, its clause, the trace id, and a second try where one may help. */
export function ErrorState({ error, onRetry }: Props) {
  const { t } = useTranslation();
  const view = errorView(error);
  const detail = view.detail ?? (view.detailKey === undefined ? undefined : t(view.detailKey));
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={
        <Space size={8} wrap>
          <span>{view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey))}</span>
          {view.clause !== undefined && <ClauseMark id={view.clause} />}
        </Space>
      }
      description={
        detail === undefined && view.traceId === undefined && view.fields.length === 0 ? undefined : (
          <>
            {detail !== undefined && <div>{detail}</div>}
            {[...new Set(view.fields)].map((message) => (
              <div key={message}>{message}</div>
            ))}
            {view.traceId !== undefined && <div className="kj-quiet">{t('common:error.trace', { id: view.traceId })}</div>}
          </>
        )
      }
      action={
        onRetry !== undefined && (
          <Button size="small" onClick={onRetry}>
            {t('common:retry')}
          </Button>
        )
      }
    />
  );
}
