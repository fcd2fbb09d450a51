import type { ReactNode } from 'react';

export interface Fact {
  label: string;
  value: ReactNode;
  /** Takes the whole row. */
  wide?: boolean;
}

/** Labels and values of one thing, in as many columns as fit. */
export function Facts({ items }: { items: (Fact | false | undefined)[] }) {
  return (
    <dl className="kj-facts">
      {items.map((item) =>
        item === false || item === undefined ? null : (
          <div key={item.label} className={item.wide === true ? 'kj-fact-wide' : undefined}>
            <dt>{item.label}</dt>
            <dd>{item.value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
