import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      {children}
    </svg>
  );
}

/** The five tabs at the thumb. */
export const TABS: readonly { path: '/' | '/clients' | '/bids' | '/messages' | '/me'; title: string; icon: ReactNode }[] = [
  { path: '/', title: 'field:tab.today', icon: <Icon><path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4" /></Icon> },
  { path: '/clients', title: 'field:tab.clients', icon: <Icon><path d="M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.6-3.800 3.100-6 6.500-6s5.900 2.200 6.500 6M16 4.300a3.500 3.500 0 0 1 0 6.400M18 14.500c2 .9 3.200 2.800 3.500 5.500" /></Icon> },
  { path: '/bids', title: 'field:tab.bids', icon: <Icon><path d="M4 8l8 5.500L20 8M4 8v10a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8l-8-5z" /></Icon> },
  { path: '/messages', title: 'field:tab.messages', icon: <Icon><path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7zM10 20.500a2.200 2.200 0 0 0 4 0" /></Icon> },
  { path: '/me', title: 'field:tab.me', icon: <Icon><path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-4.200 3.600-6 7.500-6s6.700 1.800 7.500 6" /></Icon> },
];
