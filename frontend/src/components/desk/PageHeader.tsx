import { Typography } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: ReactNode;
  /** One sentence on what this page is. */
  lead?: ReactNode;
  /** State tags beside the title. */
  tags?: ReactNode;
  /** The page's acts; at most one primary. */
  actions?: ReactNode;
}

export function PageHeader({ title, lead, tags, actions }: Props) {
  return (
    <header className="kj-page-header">
      <div style={{ minWidth: 0 }}>
        <div style={{ display: 'flex', alignItems: 'center', gap: 12, flexWrap: 'wrap' }}>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
            {title}
          </Typography.Title>
          {tags}
        </div>
        {lead !== undefined && <p className="kj-quiet kj-lead">{lead}</p>}
      </div>
      {actions !== undefined && <div className="kj-actions">{actions}</div>}
    </header>
  );
}
