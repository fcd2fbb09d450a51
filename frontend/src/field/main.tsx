import { createRoot, type Root } from 'react-dom/client';
import { ErrorState } from '@/components/field/ErrorState';
import { startTexts } from '@/i18n';
import { mayCarrySession, sessionState, someoneSignedIn, startSession } from '@/lib/session';
import { startUpdates } from './updates';
import './field.css';

const nothing = (): undefined => undefined;
const loadApp = () => import('./App');
const loadLogin = () => import('./pages/Login');

async function start(): Promise<void> {
  const element = document.getElementById('root');
  if (element === null) throw new Error('m/index.html has no #root');
  // Asked for beside the session: what its answer will most likely call for.
  void (mayCarrySession() ? loadApp() : loadLogin()).catch(nothing);
  // Without a network the app opens all the same and says that it is offline.
  await Promise.all([
    startTexts({ 'zh-CN': () => import('@/i18n/bundles/field.zh-CN'), en: () => import('@/i18n/bundles/field.en') }),
    startSession(),
  ]);
  const root = createRoot(element);
  startUpdates();
  try {
    if (sessionState().status !== 'signed_in') await letSignIn(root);
    const { App } = await loadApp();
    root.render(<App />);
  } catch (error) {
    const again = (): void => {
      window.location.reload();
    };
    root.render(
      <main className="p-4">
        <ErrorState error={error} onRetry={again} />
      </main>,
    );
  }
}

/** Signing in needs neither the app's routes nor what keeps its data: on a phone they are half of the wait. */
async function letSignIn(root: Root): Promise<void> {
  const { Login } = await loadLogin();
  const asked = window.location.pathname.slice('/m'.length) + window.location.search;
  if (!/^\/login(\?|$)/.test(asked)) {
    window.history.replaceState(null, '', asked === '' || asked === '/' ? '/m/login' : `/m/login?next=${encodeURIComponent(asked)}`);
  }
  root.render(<Login />);
  document.addEventListener('focusin', () => void loadApp().catch(nothing), { once: true });
  await someoneSignedIn();
}

void start();
