import { useTranslation } from 'react-i18next';
import { dateTime, dateTimeExact, NONE, relativeToday } from '@/lib/format';
import type { Language } from '@/lib/language';
import { serverNow } from '@/lib/server-time';

interface Props {
  /** A business date ("2026-11-23") or a moment (RFC 3339). */
  value: string | null | undefined;
  /** Seconds too: closings, receipts, audit rows. */
  exact?: boolean;
}

/** A date, or a moment in the bank's time: relative if it is today, with the exact moment on hover. */
export function DateText({ value, exact = false }: Props) {
  const { i18n } = useTranslation();
  if (value === null || value === undefined) return <span>{NONE}</span>;
  const style = { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } as const;
  if (!value.includes('T')) {
    return (
      <time dateTime={value} style={style}>
        {value}
      </time>
    );
  }
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  const text = exact ? dateTimeExact(value) : (relativeToday(value, serverNow(), language) ?? dateTime(value));
  return (
    <time dateTime={value} title={dateTimeExact(value)} style={style}>
      {text}
    </time>
  );
}
