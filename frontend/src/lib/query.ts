import { MutationCache, QueryClient } from '@tanstack/react-query';
import { errorView } from './error-policy';

declare module '@tanstack/react-query' {
  interface Register {
    mutationMeta: {
      /** The page shows this mutation's failure itself (under its fields, in its dialog). */
      quiet?: boolean;
    };
  }
}

/** A query client whose mutations report what their page does not show itself. Reads show their failure in place (ErrorState). */
export function createQueryClient(report: (error: unknown) => void): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.quiet !== true) report(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) => failures < 2 && errorView(error).retryable,
        // Waiting for a network event would leave a skeleton for ever inside banks whose proxies confuse the browser's guess.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
