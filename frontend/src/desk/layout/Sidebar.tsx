import { Link, useRouterState } from '@tanstack/react-router';
import { Menu, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { BrandMark } from '@/components/plain/BrandMark';
import { useMe } from '@/lib/session';
import { navigationFor, type PageEntry } from '../navigation';
import { ICONS } from './icons';

interface Props {
  collapsed: boolean;
  bank: string;
  onChosen?: () => void;
}

type Item = NonNullable<MenuProps['items']>[number];

/** The page a place belongs to: the longest navigation path that it starts with. */
function selected(pathname: string, paths: string[]): string {
  return paths.filter((path) => pathname === path || (path !== '/' && pathname.startsWith(`${path}/`))).sort((a, b) => b.length - a.length)[0] ?? '';
}

export function Sidebar({ collapsed, bank, onChosen }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const groups = navigationFor(me);

  const item = (page: PageEntry): Item => ({
    key: page.path,
    icon: ICONS[page.path],
    title: t(page.title),
    label: (
      <Link to={page.path} aria-current={pathname === page.path ? 'page' : undefined}>
        {t(page.title)}
      </Link>
    ),
  });
  const items = groups.flatMap((group): Item[] =>
    group.title === undefined || collapsed
      ? group.pages.map(item)
      : [{ key: group.title, type: 'group', label: t(group.title), children: group.pages.map(item) }],
  );

  return (
    <div className="kj-side">
      <Link to="/" className="kj-brand" aria-label={t('common:app_full')}>
        <BrandMark size={32} />
        {!collapsed && (
          <span className="kj-brand-text">
            <strong>{t('common:app')}</strong>
            {bank !== t('common:app') && <span>{bank}</span>}
          </span>
        )}
      </Link>
      <nav aria-label={t('desk:nav.label')}>
        <Menu
          mode="inline"
          inlineCollapsed={collapsed}
          items={items}
          selectedKeys={[
            selected(
              pathname,
              groups.flatMap((group) => group.pages.map((page) => page.path)),
            ),
          ]}
          onClick={() => onChosen?.()}
          style={{ border: 'none' }}
        />
      </nav>
    </div>
  );
}
