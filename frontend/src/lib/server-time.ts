import { useSyncExternalStore } from 'react';

// The Date header has a resolution of one second and its value is truncated; half a second is its mean error.
const TRUNCATION_MS = 500;

interface Sample {
  offset: number;
  roundTrip: number;
}

let best: Sample | undefined;

/**
 * Learns the server's clock from one answer.
 * The sample with the shortest round trip wins; one that contradicts it by more than a minute replaces it (a laptop woke up).
 */
export function observeServerDate(header: string | null, sentAt: number, receivedAt: number): void {
  const server = header === null ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const roundTrip = receivedAt - sentAt;
  const offset = server + TRUNCATION_MS - (sentAt + roundTrip / 2);
  if (best === undefined || roundTrip <= best.roundTrip || Math.abs(offset - best.offset) > 60_000) best = { offset, roundTrip };
}

/** Forgets what was learnt. For tests. */
export function resetServerTime(): void {
  best = undefined;
}

/** The server's time in milliseconds since 1970; the device's own until the first answer. */
export function serverNow(): number {
  return Date.now() + (best?.offset ?? 0);
}

let second = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    const now = Math.floor(serverNow() / 1000);
    if (now === second) return;
    second = now;
    listeners.forEach((notify) => {
      notify();
    });
  }, 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function currentSecond(): number {
  if (listeners.size === 0 || second === 0) second = Math.floor(serverNow() / 1000);
  return second;
}

/** Whole seconds of server time left until a moment, never below zero; renders once a second. */
export function useCountdown(until: string): number {
  const now = useSyncExternalStore(subscribe, currentSecond);
  return Math.max(0, Math.ceil(Date.parse(until) / 1000 - now));
}
