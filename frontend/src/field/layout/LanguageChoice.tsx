import { RadioGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/i18n';

export function LanguageChoice() {
  const { t } = useTranslation();
  const { language, switchTo } = useLanguage();
  const item = 'min-h-11 flex-1 rounded-md text-[15px] text-quiet data-[state=checked]:bg-white data-[state=checked]:font-medium data-[state=checked]:text-brand data-[state=checked]:shadow-sm';
  return (
    <RadioGroup.Root
      aria-label={t('common:language')}
      value={language}
      onValueChange={(value) => {
        switchTo(value === 'en' ? 'en' : 'zh-CN');
      }}
      className="flex rounded-lg bg-soft p-1"
    >
      <RadioGroup.Item value="zh-CN" className={item}>
        {t('common:language_zh')}
      </RadioGroup.Item>
      <RadioGroup.Item value="en" className={item}>
        {t('common:language_en')}
      </RadioGroup.Item>
    </RadioGroup.Root>
  );
}
