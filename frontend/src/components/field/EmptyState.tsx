import type { ReactNode } from 'react';

interface Props {
  title: string;
  detail?: string;
  action?: ReactNode;
}

/** What stands where there is nothing yet: what this is, and the first act. */
export function EmptyState({ title, detail, action }: Props) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-16 text-center">
      <p className="text-[17px] font-medium">{title}</p>
      {detail !== undefined && <p className="text-quiet">{detail}</p>}
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
