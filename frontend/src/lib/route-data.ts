import '@tanstack/react-router';
import type { Action } from './access';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** Key of the page's name, for the window's title, the navigation and the palette. */
    title?: string;
    /** Any of these actions opens the page; none asked for: everyone signed in. */
    access?: readonly Action[];
    /** The page's `branch_id` is the scope of the top bar. */
    scoped?: boolean;
  }
}
