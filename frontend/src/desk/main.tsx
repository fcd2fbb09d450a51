import { createRoot } from 'react-dom/client';
import { startTexts } from '@/i18n';
import { startSession } from '@/lib/session';
import { App } from './App';
import './desk.css';

async function start(): Promise<void> {
  // A server that is away is said by the login page, not by an empty window.
  await Promise.all([
    startTexts({ 'zh-CN': () => import('@/i18n/bundles/desk.zh-CN'), en: () => import('@/i18n/bundles/desk.en') }),
    startSession(),
  ]);
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  createRoot(root).render(<App />);
}

void start();
