import i18next, { type ResourceLanguage } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { rememberLanguage, storedLanguage, type Language } from '@/lib/language';

/** How an app loads its texts, one chunk per language: the phone does not fetch the desk's words. */
export type Catalogues = Record<Language, () => Promise<{ default: ResourceLanguage }>>;

let catalogues: Catalogues | undefined;
/** Texts of rooms that are opened later, as far as somebody has opened them. */
const opened = new Set<Catalogues>();

async function load(language: Language): Promise<void> {
  if (catalogues === undefined) throw new Error('startTexts comes first');
  const bundles = await Promise.all([catalogues, ...opened].map((source) => source[language]()));
  for (const { default: texts } of bundles) for (const [namespace, resources] of Object.entries(texts)) i18next.addResourceBundle(language, namespace, resources);
}

function apply(language: Language): void {
  document.documentElement.lang = language;
}

/** Makes the texts of the remembered language ready. Called once, before the first render. */
export async function startTexts(source: Catalogues): Promise<void> {
  catalogues = source;
  const language = storedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    defaultNS: 'common',
    resources: {},
    fallbackLng: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await load(language);
  apply(language);
}

/** Loads a room together with its texts, which the first page does not wait for. */
export async function withTexts<T>(source: Catalogues, room: () => Promise<T>): Promise<T> {
  const known = opened.has(source);
  opened.add(source);
  const [loaded] = await Promise.all([room(), known ? undefined : load(storedLanguage())]);
  return loaded;
}

/** Switches the language for this device, at once. */
export async function switchLanguage(language: Language): Promise<void> {
  await load(language);
  rememberLanguage(language);
  apply(language);
  await i18next.changeLanguage(language);
}

/** The current language and its switch, for components. */
export function useLanguage(): { language: Language; switchTo: (language: Language) => void } {
  const { i18n } = useTranslation();
  return { language: i18n.language === 'en' ? 'en' : 'zh-CN', switchTo: (language) => void switchLanguage(language) };
}
