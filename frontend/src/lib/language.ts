export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'kejing.language';

/** The language chosen on this device; Chinese until someone switches. */
export function storedLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

let current: Language = storedLanguage();

/** What requests send as Accept-Language. */
export function currentLanguage(): Language {
  return current;
}

/** Keeps the choice for the next start. A browser that refuses storage keeps it for this page. */
export function rememberLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage may be full or forbidden; the choice then lasts until the page is closed.
  }
}
