import type { ReactNode } from 'react';

interface Props {
  title?: ReactNode;
  /** Marks, links and small acts at the right of the title. */
  extra?: ReactNode;
  children: ReactNode;
  /** Names the panel where it has no visible title. */
  label?: string;
}

/** A framed part of a page with its title. */
export function Panel({ title, extra, children, label }: Props) {
  return (
    <section className="kj-panel" aria-label={label}>
      {(title !== undefined || extra !== undefined) && (
        <div className="kj-panel-head">
          <h2>{title}</h2>
          {extra !== undefined && <span className="kj-panel-extra">{extra}</span>}
        </div>
      )}
      {children}
    </section>
  );
}
