import { Toast } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { errorView } from '@/lib/error-policy';
import { dismissToast, useToasts, type ToastEntry } from './toasts';

function One({ entry }: { entry: ToastEntry }) {
  const { t } = useTranslation();
  const view = entry.error === undefined ? undefined : errorView(entry.error);
  const title = view === undefined ? entry.text : (view.title ?? (view.titleKey === undefined ? '' : t(view.titleKey)));
  const detail = view?.detail ?? (view?.detailKey === undefined ? undefined : t(view.detailKey));
  return (
    <Toast.Root
      type={view === undefined ? 'background' : 'foreground'}
      onOpenChange={(open) => {
        if (!open) dismissToast(entry.id);
      }}
      // What was done goes by itself, and a touch goes through it to what lies below.
      className={`grid gap-1 rounded-lg border bg-white p-4 shadow-lg ${view === undefined ? 'border-line' : 'pointer-events-auto border-red/40'}`}
    >
      <Toast.Title className="font-medium">{title}</Toast.Title>
      {detail !== undefined && <Toast.Description className="text-quiet">{detail}</Toast.Description>}
    </Toast.Root>
  );
}

/** Where short notices appear: below the header, away from the buttons that a thumb reaches; gone after a while, and a
 * failure sooner where it is swiped away. */
export function ToastHost() {
  const { t } = useTranslation();
  const entries = useToasts();
  return (
    <Toast.Provider label={t('common:app')} swipeDirection="up" duration={6000}>
      {entries.map((entry) => (
        <One key={entry.id} entry={entry} />
      ))}
      <Toast.Viewport className="pointer-events-none fixed inset-x-4 top-[calc(60px+env(safe-area-inset-top))] z-[60] mx-auto grid max-w-[528px] gap-2 outline-none" />
    </Toast.Provider>
  );
}
