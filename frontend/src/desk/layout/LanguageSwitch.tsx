import { GlobalOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/i18n';

export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, switchTo } = useLanguage();
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
          switchTo(key === 'en' ? 'en' : 'zh-CN');
        },
      }}
    >
      <Button type="text" icon={<GlobalOutlined />} aria-label={t('common:language')}>
        {language === 'en' ? t('common:language_en') : t('common:language_zh')}
      </Button>
    </Dropdown>
  );
}
