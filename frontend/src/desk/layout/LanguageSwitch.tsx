import { GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/i18n';
import { updateMyLanguage } from '@/features/identity/api';
import { useSession } from '@/lib/session';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, switchTo } = useLanguage();
  const session = useSession();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: [
          { key: 'zh-CN', label: t('common:language_zh') },
          { key: 'en', label: t('common:language_en') },
        ],
        onClick: ({ key }) => {
          const chosen = key === 'en' ? 'en' : 'zh-CN';
          switchTo(chosen);
          // The page has switched already; the server remembers it for what it writes to this person.
          if (session.status === 'signed_in') void updateMyLanguage(chosen).catch(() => undefined);
        },
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={t('common:language')}>
        {language === 'en' ? t('common:language_en') : t('common:language_zh')}
      </Button>
    </Dropdown>
  );
}
