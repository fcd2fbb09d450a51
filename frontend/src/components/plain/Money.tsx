import { useTranslation } from 'react-i18next';
import { NONE, wan, yuan } from '@/lib/format';

interface Props {
  /** Fen; absent shows a dash. */
  fen: number | bigint | null | undefined;
  /** `wan` in lists and charts (exact 元 on hover), `yuan` in details. */
  unit?: 'wan' | 'yuan';
  /** Whether the unit stands behind the number; a column's header usually names it. */
  withUnit?: boolean;
}

const NEGATIVE = '#a32020';

/** An amount with tabular digits; a negative one has a minus and a colour. */
export function Money({ fen, unit = 'wan', withUnit = false }: Props) {
  const { t } = useTranslation();
  if (fen === null || fen === undefined) return <span>{NONE}</span>;
  const exact = t('common:yuan_exact', { amount: yuan(fen) });
  const shown = unit === 'wan' ? wan(fen) : yuan(fen);
  const text = withUnit ? (unit === 'wan' ? t('common:wan_amount', { amount: shown }) : exact) : shown;
  return (
    <span title={unit === 'wan' ? exact : undefined} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', ...(fen < 0 && { color: NEGATIVE }) }}>
      {text}
    </span>
  );
}
