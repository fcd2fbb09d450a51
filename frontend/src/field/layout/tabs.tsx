import type { ReactNode } from 'react';
import { mayAny } from '@/lib/access';
import type { Me } from '@/lib/session';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden>
      {children}
    </svg>
  );
}

interface Tab {
  path: string;
  title: string;
  /** Any of these actions opens it; none asked for: everyone signed in. */
  access: readonly string[];
  icon: ReactNode;
}

const TABS: readonly Tab[] = [
  { path: '/', title: 'field:tab.today', access: [], icon: <Icon><path d="M4 7a2 2 0 0 1 2-2h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4" /></Icon> },
  { path: '/clients', title: 'field:tab.clients', access: ['list_clients'], icon: <Icon><path d="M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 19.500c.7-3.600 3-5.500 6.500-5.500s5.800 1.900 6.500 5.500M16 4.500a3.200 3.200 0 0 1 0 6M18 14.500c2 .7 3.200 2.400 3.700 5" /></Icon> },
  { path: '/bids', title: 'field:tab.bids', access: ['list_rounds'], icon: <Icon><path d="M14 4l6 6-3.500 3.500-6-6zM11.500 9.500L4 17l3 3 7.500-7.500M13 21h8" /></Icon> },
  { path: '/messages', title: 'field:tab.messages', access: ['list_notices'], icon: <Icon><path d="M6 17V11a6 6 0 0 1 12 0v6l1.500 2h-15zM10 21h4" /></Icon> },
  { path: '/me', title: 'field:tab.me', access: [], icon: <Icon><path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c.8-4.200 3.600-6 7.500-6s6.700 1.800 7.500 6" /></Icon> },
];

/** The tabs at the thumb that a person's positions open. */
export function tabsFor(me: Me): readonly Tab[] {
  return TABS.filter((tab) => mayAny(me, tab.access));
}
