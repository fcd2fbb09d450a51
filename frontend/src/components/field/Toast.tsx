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
      className={`grid gap-1 rounded-lg border bg-white p-4 shadow-lg ${view === undefined ? 'border-line' : 'border-red/40'}`}
    >
      <Toast.Title className="font-medium">{title}</Toast.Title>
      {detail !== undefined && <Toast.Description className="text-quiet">{detail}</Toast.Description>}
    </Toast.Root>
  );
}

/** Where short notices appear: above the tabs, swiped away or gone after a while. */
export function ToastHost() {
  const { t } = useTranslation();
  const entries = useToasts();
  return (
    <Toast.Provider label={t('common:app')} swipeDirection="down" duration={6000}>
      {entries.map((entry) => (
        <One key={entry.id} entry={entry} />
      ))}
      <Toast.Viewport className="fixed inset-x-4 bottom-[calc(72px+env(safe-area-inset-bottom))] z-[60] mx-auto grid max-w-[528px] gap-2 outline-none" />
    </Toast.Provider>
  );
}
