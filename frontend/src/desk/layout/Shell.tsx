import { Outlet } from '@tanstack/react-router';
import { Drawer, Layout } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StepUp } from '@/features/identity/desk/StepUp';
import { WaitingForCode } from '@/features/identity/desk/WaitingForCode';
import { SignInAgain } from '@/features/identity/desk/SignInAgain';
import { useSession } from '@/lib/session';
import { PrintHead } from './PrintHead';
import { Sidebar } from './Sidebar';
import { TopBar } from './TopBar';
import { useNarrow } from './use-narrow';

const KEY = 'kejing.nav.collapsed';

/** The frame of every page: navigation at the left, the bar on top, and the second sign-in over all of it. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const narrow = useNarrow();
  const [collapsed, setCollapsed] = useState(() => localStorage.getItem(KEY) === 'yes');
  const [drawer, setDrawer] = useState(false);
  // Between signing out and the redirect there is nobody to show this for.
  if (session.status !== 'signed_in' && session.status !== 'expired') return null;

  const toggle = (): void => {
    if (narrow) {
      setDrawer(true);
      return;
    }
    localStorage.setItem(KEY, collapsed ? 'no' : 'yes');
    setCollapsed(!collapsed);
  };

  return (
    <Layout className="kj-shell">
      <a className="kj-skip" href="#content">
        {t('desk:skip')}
      </a>
      {!narrow && (
        <Layout.Sider className="kj-sider" width={216} collapsedWidth={64} collapsed={collapsed} trigger={null}>
          <Sidebar collapsed={collapsed} bank={session.me.bank_name} />
        </Layout.Sider>
      )}
      <Drawer
        open={narrow && drawer}
        placement="left"
        size={248}
        closable={false}
        styles={{ body: { padding: 0 } }}
        onClose={() => {
          setDrawer(false);
        }}
      >
        <Sidebar
          collapsed={false}
          bank={session.me.bank_name}
          onChosen={() => {
            setDrawer(false);
          }}
        />
      </Drawer>
      <Layout>
        <TopBar collapsed={collapsed} narrow={narrow} onToggle={toggle} />
        <WaitingForCode />
        <Layout.Content id="content" className="kj-content" tabIndex={-1} role="main">
          <PrintHead />
          <Outlet />
        </Layout.Content>
      </Layout>
      <StepUp />
      <SignInAgain />
    </Layout>
  );
}
