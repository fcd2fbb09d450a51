import { useTranslation } from 'react-i18next';

/** Keeps a list's place while it comes. */
export function ListSkeleton({ rows }: { rows: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common:loading')} className="grid animate-pulse gap-3">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="grid gap-2 rounded-xl border border-line bg-white p-4">
          <div className="h-4 w-2/3 rounded bg-soft" />
          <div className="h-3 w-2/5 rounded bg-soft" />
        </div>
      ))}
    </div>
  );
}
