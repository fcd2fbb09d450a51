import { DownOutlined, LogoutOutlined, MenuFoldOutlined, MenuUnfoldOutlined, MobileOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown, Layout } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { positionTexts } from '@/features/identity/positions';
import { signOut, useMe } from '@/lib/session';
import { LanguageSwitch } from './LanguageSwitch';
import { ScopeSwitch } from './ScopeSwitch';
import { SearchPalette } from './SearchPalette';
import { BAR_SLOTS } from './bar-slots';

interface Props {
  collapsed: boolean;
  narrow: boolean;
  onToggle: () => void;
}

const isMac = /mac/i.test(navigator.userAgent);

export function TopBar({ collapsed, narrow, onToggle }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const [searching, setSearching] = useState(false);

  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setSearching((open) => !open);
    };
    window.addEventListener('keydown', press);
    return () => {
      window.removeEventListener('keydown', press);
    };
  }, []);

  const positions = positionTexts(t, me);
  const toggleLabel = narrow ? t('desk:nav.open') : collapsed ? t('desk:nav.expand') : t('desk:nav.collapse');
  return (
    <Layout.Header className="kj-bar">
      <Button type="text" icon={collapsed || narrow ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />} aria-label={toggleLabel} title={toggleLabel} onClick={onToggle} />
      <button
        type="button"
        className="kj-search"
        aria-label={t('desk:search.open')}
        onClick={() => {
          setSearching(true);
        }}
      >
        <SearchOutlined />
        <span>{t('desk:search.placeholder')}</span>
        <kbd>{isMac ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <ScopeSwitch />
      <span className="kj-spring" />
      {BAR_SLOTS.map(({ key, Slot }) => (
        <Slot key={key} />
      ))}
      <LanguageSwitch />
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            {
              key: 'who',
              type: 'group',
              label: (
                <div className="kj-who">
                  <strong>{me.name}</strong>
                  {me.employee_no !== undefined && me.employee_no !== null && <span>{t('identity:employee_no', { no: me.employee_no })}</span>}
                  {positions.length === 0 ? <span>{t('identity:no_positions')}</span> : positions.map((text) => <span key={text}>{text}</span>)}
                </div>
              ),
            },
            { type: 'divider' },
            { key: 'account', icon: <UserOutlined />, label: <Link to="/account">{t('desk:account')}</Link> },
            { key: 'phone', icon: <MobileOutlined />, label: <a href="/m/">{t('desk:phone')}</a> },
            { key: 'logout', icon: <LogoutOutlined />, label: t('identity:logout') },
          ],
          onClick: ({ key }) => {
            // Without the server the cookie stays; the page forgets the session all the same.
            if (key === 'logout') void signOut().catch(() => undefined);
          },
        }}
      >
        <Button type="text" className="kj-me" aria-label={t('desk:me')}>
          <span className="kj-avatar" aria-hidden>
            {me.name.slice(0, 1)}
          </span>
          <span className="kj-me-text">
            <span>{me.name}</span>
            {positions[0] !== undefined && <small>{positions[0]}</small>}
          </span>
          <DownOutlined style={{ fontSize: 10 }} />
        </Button>
      </Dropdown>
      <SearchPalette
        open={searching}
        onClose={() => {
          setSearching(false);
        }}
      />
    </Layout.Header>
  );
}
