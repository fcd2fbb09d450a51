import { useTranslation } from 'react-i18next';
import { errorView } from '@/lib/error-policy';
import { Button } from './Button';
import { ClauseMark } from './ClauseMark';

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
  /** The form says at its fields what is wrong with them; saying it here too would say it twice. */
  saidAtFields?: boolean;
}

/** A failure in place: the server's words, its clause, and a second try where one may help. */
export function ErrorState({ error, onRetry, saidAtFields = false }: Props) {
  const { t } = useTranslation();
  const view = errorView(error);
  const detail = view.detail ?? (view.detailKey === undefined ? undefined : t(view.detailKey));
  return (
    <div role="alert" className="grid gap-2 rounded-lg border border-red/30 bg-red/5 p-3.5">
      <p className="font-medium text-red">{view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey))}</p>
      {detail !== undefined && <p>{detail}</p>}
      {!saidAtFields && view.fields.map((message) => (
        <p key={message}>{message}</p>
      ))}
      {view.clause !== undefined && <ClauseMark id={view.clause} />}
      {view.traceId !== undefined && <p className="text-[12px] text-quiet">{t('common:error.trace', { id: view.traceId })}</p>}
      {onRetry !== undefined && (
        <Button kind="quiet" onClick={onRetry}>
          {t('common:retry')}
        </Button>
      )}
    </div>
  );
}
