/** One rejected field of a request; `pointer` is a JSON pointer into the body (RFC 6901). */
export interface FieldProblem {
  pointer: string;
  code: string;
  message: string;
}

/** A refusal as the server words it (RFC 9457 with our members). `code` never changes; `clause` names the regulation that decided. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  clause?: string;
  errors: FieldProblem[];
  trace_id?: string;
}

/** Codes that this client makes itself, where no answer of the server exists. */
export const NETWORK_UNREACHABLE = 'network_unreachable';
export const UNEXPECTED_RESPONSE = 'unexpected_response';

/** What every failed call throws. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** Seconds after which the server asks to try again, where it says so. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { pointer, code, message } = entry as Record<string, unknown>;
    if (typeof pointer !== 'string') return [];
    return [{ pointer, code: text(code) ?? UNEXPECTED_RESPONSE, message: text(message) ?? '' }];
  });
}

/** Reads a problem body; a body that is none (a proxy's page, an empty answer) becomes `unexpected_response`. */
export function problemOf(body: unknown, status: number): Problem {
  const source = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const code = text(source.code);
  if (code === undefined) return { type: 'about:blank', title: '', status, code: UNEXPECTED_RESPONSE, errors: [] };
  const detail = text(source.detail);
  const clause = text(source.clause);
  const traceId = text(source.trace_id);
  return {
    type: text(source.type) ?? 'about:blank',
    title: text(source.title) ?? '',
    status,
    code,
    errors: fieldProblems(source.errors),
    ...(detail !== undefined && { detail }),
    ...(clause !== undefined && { clause }),
    ...(traceId !== undefined && { trace_id: traceId }),
  };
}

/** The error of a response that is not 2xx. Reads the body when none is given. */
export async function problemErrorOf(response: Response, body?: unknown): Promise<ProblemError> {
  const content: unknown = body ?? (await response.json().catch(() => undefined));
  const retry = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(problemOf(content, response.status), Number.isFinite(retry) ? retry : undefined);
}

/** The error of a request that got no answer at all. */
export function networkError(): ProblemError {
  return new ProblemError({ type: 'about:blank', title: '', status: 0, code: NETWORK_UNREACHABLE, errors: [] });
}
