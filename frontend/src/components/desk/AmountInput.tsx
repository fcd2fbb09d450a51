import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountText, parseAmount, type AmountUnit } from '@/lib/amount';

interface Props {
  /** Fen. */
  value?: number | null;
  /** Fen; `null` where the field is empty, `NaN` where it holds no amount (a form rule should refuse it). */
  onChange?: (fen: number | null) => void;
  unit?: AmountUnit;
  placeholder?: string;
  label?: string;
  id?: string;
}

/** An amount typed in 万元 or 元 and kept in fen; no float in between. */
export function AmountInput({ value, onChange, unit = 'wan', placeholder, label, id }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (value === null || value === undefined || Number.isNaN(value) ? '' : amountText(value, unit));
  return (
    <Input
      {...(id !== undefined && { id })}
      {...(label !== undefined && { 'aria-label': label })}
      inputMode="decimal"
      autoComplete="off"
      suffix={<span className="kj-quiet">{t(unit === 'wan' ? 'common:unit_wan' : 'common:unit_yuan')}</span>}
      placeholder={placeholder}
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        onChange?.(text.trim() === '' ? null : (parseAmount(text, unit) ?? Number.NaN));
      }}
      onBlur={() => {
        // What was typed is written as the form keeps it; what is no amount stays for its writer to mend.
        if (typed !== undefined && (typed.trim() === '' || parseAmount(typed, unit) !== undefined)) setTyped(undefined);
      }}
    />
  );
}
