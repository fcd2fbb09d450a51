import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/i18n';
import type { Language } from '@/lib/language';

const CHOICES = [
  ['zh-CN', 'common:language_zh'],
  ['en', 'common:language_en'],
] as const satisfies readonly (readonly [Language, string])[];

/** The browser's own radio buttons: the sign-in page carries no library for two of them. */
export function LanguageChoice() {
  const { t } = useTranslation();
  const { language, switchTo } = useLanguage();
  return (
    <fieldset className="flex rounded-lg bg-soft p-1">
      <legend className="sr-only">{t('common:language')}</legend>
      {CHOICES.map(([choice, name]) => (
        <label
          key={choice}
          className="relative grid min-h-11 flex-1 place-items-center rounded-md text-[15px] text-quiet has-checked:bg-white has-checked:font-medium has-checked:text-brand has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="language"
            value={choice}
            checked={choice === language}
            onChange={() => {
              switchTo(choice);
            }}
            className="absolute inset-0 appearance-none rounded-md outline-none"
          />
          {t(name)}
        </label>
      ))}
    </fieldset>
  );
}
