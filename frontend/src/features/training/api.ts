import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { serverNow } from '@/lib/server-time';

export type Training = components['schemas']['TrainingView'];
export type TrainingInput = components['schemas']['CreateTraining'];
export type TrainingPatch = components['schemas']['UpdateTraining'];
export type AttendanceRow = components['schemas']['AttendanceView'];
export type Attendance = components['schemas']['Attendance'];
export type AttendanceRecord = components['schemas']['RecordAttendance'];
export type Counts = components['schemas']['TrainingCounts'];
export type Count = components['schemas']['TrainingCount'];

const PAGE = 200;
const CALM_MS = 15_000;
/** How long after a code's end the next one is asked for, and the least between two looks. */
const AFTER_MS = 500;
const LEAST_MS = 1_000;

/** Events to come, next first, or those that are over, newest first. */
export function useTrainings(over: boolean) {
  return usePages<Training>(['training', 'list', over], (cursor) => unwrap(api.GET('/api/v1/trainings', { params: { query: { limit: 50, over, ...(cursor !== undefined && { cursor }) } } })));
}

export function useTraining(id: string) {
  return useQuery({ queryKey: ['training', 'one', id], queryFn: () => unwrap(api.GET('/api/v1/trainings/{id}', { params: { path: { id } } })) });
}

/** Everyone who takes part, looked at again while people come in. */
export function useAttendances(id: string, live: boolean) {
  return useQuery({
    queryKey: ['training', 'attendances', id],
    refetchInterval: live ? CALM_MS : false,
    queryFn: async () => {
      const rows: AttendanceRow[] = [];
      let cursor: string | undefined;
      do {
        const page: { items: AttendanceRow[]; next_cursor?: string | null } = await unwrap(api.GET('/api/v1/trainings/{id}/attendances', { params: { path: { id }, query: { limit: PAGE, ...(cursor !== undefined && { cursor }) } } }));
        rows.push(...page.items);
        cursor = page.next_cursor ?? undefined;
      } while (cursor !== undefined);
      return rows;
    },
  });
}

/** A year's counts within the person's reach, this year's where none is named, all at once: the picture and the list are of the same answer. */
export function useTrainingCounts(year?: number) {
  return useQuery({ queryKey: ['training', 'counts', year], queryFn: () => unwrap(api.GET('/api/v1/training-counts', { params: { query: year === undefined ? {} : { year } } })) });
}

/** The code that the room shows; asked for again when it ends. */
export function useRoomCode(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['training-code', id],
    enabled,
    gcTime: 0,
    refetchIntervalInBackground: true,
    refetchInterval: ({ state }) => (state.data === undefined ? false : Math.max(LEAST_MS, Date.parse(state.data.until) - serverNow() + AFTER_MS)),
    queryFn: () => unwrap(api.GET('/api/v1/trainings/{id}/code', { params: { path: { id } } })),
  });
}

/** An act on training; whatever comes of it, the lists are read anew. */
export function useTrainingAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => queries.invalidateQueries({ queryKey: ['training'] }) });
}

const at = (event: Pick<Training, 'id' | 'version'>) => ({ path: { id: event.id }, header: ifMatch(event.version) });

export const createTraining = (body: TrainingInput, key: string) => unwrap(api.POST('/api/v1/trainings', { params: { header: idempotent(key) }, body }));
export const updateTraining = (event: Training, body: TrainingPatch) => unwrap(api.PATCH('/api/v1/trainings/{id}', { params: at(event), body }));
export const cancelTraining = (event: Training, reason: string) => unwrap(api.POST('/api/v1/trainings/{id}/cancel', { params: at(event), body: { reason } }));
export const closeTraining = (event: Training) => unwrap(api.POST('/api/v1/trainings/{id}/close', { params: at(event) }));
export const recordAttendance = (id: string, manager: string, body: AttendanceRecord) => unwrap(api.PUT('/api/v1/trainings/{id}/attendances/{manager_id}', { params: { path: { id, manager_id: manager } }, body }));
export const enrolManager = (id: string, manager: string) => unwrap(api.PUT('/api/v1/trainings/{id}/enrolments/{manager_id}', { params: { path: { id, manager_id: manager } } }));
export const removeEnrolment = (id: string, manager: string) => unwrap(api.DELETE('/api/v1/trainings/{id}/enrolments/{manager_id}', { params: { path: { id, manager_id: manager } } }));
export const enrol = (id: string) => unwrap(api.PUT('/api/v1/trainings/{id}/enrolment', { params: { path: { id } } }));
export const leave = (id: string) => unwrap(api.DELETE('/api/v1/trainings/{id}/enrolment', { params: { path: { id } } }));
export const excuse = (id: string, reason: string) => unwrap(api.PUT('/api/v1/trainings/{id}/excuse', { params: { path: { id } }, body: { reason } }));
export const checkIn = (id: string, code: string) => unwrap(api.POST('/api/v1/trainings/{id}/check-in', { params: { path: { id } }, body: { code } }));
