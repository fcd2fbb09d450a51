import { authorizedFetch } from './http';
import { problemErrorOf, ProblemError } from './problem';

/** One server-sent event; `id` is what the next connection resumes after. */
export interface StreamEvent {
  id: string | undefined;
  event: string;
  data: string;
}

/** Cuts a text stream into events as it arrives (WHATWG "server-sent events", comments and `retry` included). */
export class EventParser {
  private rest = '';
  private data: string[] = [];
  private event = 'message';
  private lastId: string | undefined;
  /** Milliseconds the server asks to wait before the next connection. */
  retry: number | undefined;

  push(chunk: string): StreamEvent[] {
    const events: StreamEvent[] = [];
    const text = this.rest + chunk;
    // A carriage return at the very end may be half of a CRLF: it waits for the next chunk.
    const usable = text.endsWith('\r') ? text.length - 1 : text.length;
    let start = 0;
    const ends = /\r\n|\n|\r/g;
    for (let match = ends.exec(text); match !== null && match.index < usable; match = ends.exec(text)) {
      const found = this.line(text.slice(start, match.index));
      if (found !== undefined) events.push(found);
      start = match.index + match[0].length;
    }
    this.rest = text.slice(start);
    return events;
  }

  private line(line: string): StreamEvent | undefined {
    if (line === '') {
      const event = this.data.length === 0 ? undefined : { id: this.lastId, event: this.event, data: this.data.join('\n') };
      this.data = [];
      this.event = 'message';
      return event;
    }
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.event = value;
    else if (field === 'id' && !value.includes('\0')) this.lastId = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return undefined;
  }
}

export interface StreamOptions {
  signal: AbortSignal;
  onEvent: (event: StreamEvent) => void;
  /** Told when the connection is lost (true) and found again (false). */
  onLost?: (lost: boolean) => void;
  lastEventId?: string;
}

// Two heartbeats (15 s each) and a margin: a silent connection is a dead one.
const SILENCE_MS = 40_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

/** Waiting time before the n-th try: doubles up to half a minute, with jitter so that a restarted server is not stormed. */
export function backoff(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}

async function readOnce(path: string, lastId: string | undefined, options: StreamOptions, parser: EventParser): Promise<string | undefined> {
  const silence = new AbortController();
  const stop = (): void => {
    silence.abort();
  };
  let watchdog = setTimeout(stop, SILENCE_MS);
  const headers = new Headers({ Accept: 'text/event-stream' });
  if (lastId !== undefined) headers.set('Last-Event-ID', lastId);
  let last = lastId;
  try {
    const signal = AbortSignal.any([options.signal, silence.signal]);
    const response = await authorizedFetch(new Request(new URL(path, window.location.origin), { headers, signal }));
    if (!response.ok || response.body === null) throw await problemErrorOf(response);
    options.onLost?.(false);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE_MS);
      for (const event of parser.push(chunk.value)) {
        last = event.id ?? last;
        options.onEvent(event);
      }
    }
    return last;
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status >= 400 && error.problem.status < 500 && error.problem.status !== 429) throw error;
    return last;
  } finally {
    clearTimeout(watchdog);
  }
}

/**
 * Reads a stream of events until the signal ends it, reconnecting after the last event seen.
 * Rejects only where trying again cannot help (4xx). An `end` event from the server ends it too: the job is over.
 */
export async function openStream(path: string, options: StreamOptions): Promise<void> {
  let lastId = options.lastEventId;
  let attempt = 0;
  const ending = new AbortController();
  const stopped = AbortSignal.any([options.signal, ending.signal]);
  const observed: StreamOptions = {
    ...options,
    signal: stopped,
    onEvent: (event) => {
      attempt = 0;
      if (event.event === 'end') ending.abort();
      options.onEvent(event);
    },
  };
  for (;;) {
    const parser = new EventParser();
    lastId = await readOnce(path, lastId, observed, parser);
    if (stopped.aborted) return;
    options.onLost?.(true);
    await pause(parser.retry ?? backoff(attempt, Math.random()), options.signal);
    if (options.signal.aborted) return;
    attempt += 1;
  }
}
