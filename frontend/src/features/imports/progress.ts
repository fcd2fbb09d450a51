import type { components } from '@/api/schema';

export interface Progress {
  phase: 'validating' | 'applying';
  rows: number;
  loaded: number;
  skipped: number;
  rejected: number;
  /** How far through the file, 0 to 100; a file is read by bytes since its rows are not known beforehand. */
  percent: number;
}

const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

/** A job's progress as the importer writes it. */
export function progressOf(value: unknown): Progress | undefined {
  if (typeof value !== 'object' || value === null || !('rows' in value)) return undefined;
  const source = value as Record<string, unknown>;
  const whole = number(source.of_bytes);
  return {
    phase: source.phase === 'applying' ? 'applying' : 'validating',
    rows: number(source.rows),
    loaded: number(source.loaded),
    skipped: number(source.skipped),
    rejected: number(source.rejected),
    percent: whole === 0 ? 0 : Math.min(100, Math.floor((number(source.bytes) * 100) / whole)),
  };
}

/** Whether nothing more happens to an import. */
export function isOver(state: components['schemas']['ImportState']): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
