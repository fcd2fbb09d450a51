import { Empty } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  /** What this is. */
  title: string;
  detail?: string;
  /** The first act. */
  action?: ReactNode;
}

/** What stands where there is nothing yet. */
export function EmptyState({ title, detail, action }: Props) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ padding: '40px 16px' }}
      description={
        <>
          <div style={{ fontWeight: 500 }}>{title}</div>
          {detail !== undefined && <div className="kj-quiet">{detail}</div>}
        </>
      }
    >
      {action}
    </Empty>
  );
}
