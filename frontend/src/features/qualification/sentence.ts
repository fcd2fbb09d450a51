import { useTranslation } from 'react-i18next';
import type { Said } from './lines';

/** Sentences in the reader's language. */
export function useSentence(): (said: Said) => string {
  const { t } = useTranslation();
  return ({ key, params, keys = {} }) => t(key, { ...params, ...Object.fromEntries(Object.entries(keys).map(([name, inner]) => [name, t(inner)])) });
}
