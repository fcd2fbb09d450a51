import { createRoot } from 'react-dom/client';
import { startTexts } from '@/i18n';
import { startSession } from '@/lib/session';
import { App } from './App';
import { startUpdates } from './updates';
import './field.css';

async function start(): Promise<void> {
  // Asked for beside the session: whoever has none sees it next.
  void import('./pages/Login').catch(() => undefined);
  // Without a network the app opens all the same and says that it is offline.
  await Promise.all([
    startTexts({ 'zh-CN': () => import('@/i18n/bundles/field.zh-CN'), en: () => import('@/i18n/bundles/field.en') }),
    startSession(),
  ]);
  const root = document.getElementById('root');
  if (root === null) throw new Error('m/index.html has no #root');
  createRoot(root).render(<App />);
  startUpdates();
}

void start();
