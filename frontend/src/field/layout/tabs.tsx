import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      {children}
    </svg>
  );
}

/** The tabs at the thumb. */
export const TABS: readonly { path: '/' | '/me'; title: string; icon: ReactNode }[] = [
  { path: '/', title: 'field:tab.today', icon: <Icon><path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4" /></Icon> },
  { path: '/me', title: 'field:tab.me', icon: <Icon><path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-4.200 3.600-6 7.500-6s6.700 1.800 7.500 6" /></Icon> },
];
