import { useTranslation } from 'react-i18next';
import type { PolicyLine } from '../compare';

/** A line's name in the reader's language. */
export function useLineName(): (line: PolicyLine) => string {
  const { t } = useTranslation();
  return (line) => t(line.name, { ...line.literal, ...Object.fromEntries(Object.entries(line.parts).map(([part, key]) => [part, t(key)])) });
}
