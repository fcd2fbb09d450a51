import { NETWORK_UNREACHABLE, ProblemError, UNEXPECTED_RESPONSE, type Problem } from './problem';

/** What a person is told about a failure. `titleKey` is ours; `title` and `detail` are the server's, already in the person's language. */
export interface ErrorView {
  titleKey?: string;
  title?: string;
  detail?: string;
  detailKey?: string;
  clause?: string;
  /** The server's words on single fields or parameters. */
  fields: string[];
  traceId?: string;
  /** Whether the same act may work when repeated. */
  retryable: boolean;
}

function fromProblem(problem: Problem): ErrorView {
  if (problem.code === NETWORK_UNREACHABLE) return { titleKey: 'common:error.network', detailKey: 'common:error.network_detail', fields: [], retryable: true };
  if (problem.code === UNEXPECTED_RESPONSE) return { titleKey: 'common:error.unexpected', detailKey: 'common:error.unexpected_detail', fields: [], retryable: problem.status >= 500 };
  return {
    ...(problem.title === '' ? { titleKey: 'common:error.unexpected' } : { title: problem.title }),
    ...(problem.detail !== undefined && { detail: problem.detail }),
    ...(problem.clause !== undefined && { clause: problem.clause }),
    ...(problem.trace_id !== undefined && { traceId: problem.trace_id }),
    fields: [...new Set(problem.errors.map((field) => field.message).filter((message) => message !== ''))],
    retryable: problem.status >= 500 || problem.status === 429,
  };
}

/** The one place that decides how a failure is worded and whether it may be tried again. */
export function errorView(error: unknown): ErrorView {
  if (error instanceof ProblemError) return fromProblem(error.problem);
  return { titleKey: 'common:error.page', detailKey: 'common:error.page_detail', fields: [], retryable: false };
}
