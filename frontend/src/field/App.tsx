import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ClauseSource } from '@/components/plain/clause-source';
import { showFailure } from '@/components/field/toasts';
import { getClause } from '@/features/clauses/api';
import { wipeDrafts } from '@/lib/drafts';
import { createQueryClient } from '@/lib/query';
import { sessionState, subscribePerson } from '@/lib/session';
import { Toasts } from './layout/Toasts';
import { routeTree } from './routes';

const queryClient = createQueryClient(showFailure);
const router = createRouter({ routeTree, basepath: '/m', defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

// Another person must not see the former one's data.
function wipeDraftsOfOthers(): void {
  const session = sessionState();
  wipeDrafts('me' in session ? session.me.user_id : undefined);
}

/** The app for somebody who is signed in, and from then on. */
export function App() {
  useEffect(() => {
    wipeDraftsOfOthers();
    return subscribePerson(() => {
      queryClient.clear();
      wipeDraftsOfOthers();
      void router.invalidate();
    });
  }, []);
  return (
    <QueryClientProvider client={queryClient}>
      <ClauseSource.Provider value={getClause}>
        <RouterProvider router={router} />
        <Toasts />
      </ClauseSource.Provider>
    </QueryClientProvider>
  );
}
