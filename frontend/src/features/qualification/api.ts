import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

type Schemas = components['schemas'];
export type Qualification = Schemas['QualificationView'];
export type Line = Schemas['LineView'];
export type LineName = Schemas['Line'];
export type Outcome = Schemas['LineOutcome'];
export type Education = Schemas['Education'];
export type Statement = Schemas['StatementView'];
export type StatementInput = Schemas['StateQualification'];
export type Employment = Schemas['EmploymentView'];
export type EmploymentInput = Schemas['RecordEmployment'];
export type Adverse = Schemas['AdverseView'];
export type AdverseRow = Schemas['AdverseRow'];
export type AdverseInput = Schemas['RecordAdverse'];
export type AdverseKind = Schemas['AdverseKind'];
export type RatingPanel = Schemas['RatingPanelView'];
export type RatingsInput = Schemas['GiveRatings'];
export type Grade = Schemas['Grade'];

export const CLASSES = ['a', 'b'] as const;
export const GRADES = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'] as const satisfies readonly Grade[];
export const EDUCATIONS = ['secondary', 'junior_college', 'bachelor', 'master', 'doctorate'] as const satisfies readonly Education[];
export const ADVERSE_KINDS = ['business_fault', 'misconduct', 'sanction', 'dishonesty', 'other'] as const satisfies readonly AdverseKind[];
export const RATED = ['innovation', 'business', 'public_relations', 'image'] as const satisfies readonly LineName[];

export interface For {
  class?: (typeof CLASSES)[number] | undefined;
  grade?: Grade | undefined;
}

const next = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
const at = (thing: { id: string; version: number }) => ({ path: { id: thing.id }, header: ifMatch(thing.version) });
const once = (id: string, key: string) => ({ path: { id }, header: idempotent(key) });

/** Somebody's checklist; one's own where no person is named. */
export function useQualification(id: string | undefined, asked: For) {
  return useQuery({
    queryKey: ['qualification', 'of', id, asked],
    placeholderData: (before) => before,
    queryFn: () =>
      id === undefined
        ? unwrap(api.GET('/api/v1/my-qualification', { params: { query: present(asked) } }))
        : unwrap(api.GET('/api/v1/employees/{id}/qualification', { params: { path: { id }, query: present(asked) } })),
  });
}

export function useStatements(id: string) {
  return usePages<Statement>(['qualification', 'statements', id], (cursor) => unwrap(api.GET('/api/v1/employees/{id}/qualification-statements', { params: { path: { id }, query: { limit: 50, ...next(cursor) } } })));
}

export function useAdverseRecords(counting: boolean) {
  return usePages<AdverseRow>(['qualification', 'adverse', counting], (cursor) => unwrap(api.GET('/api/v1/adverse-records', { params: { query: { limit: 50, ...(counting && { counting }), ...next(cursor) } } })));
}

export function useRatingPanels(mine: boolean) {
  return usePages<RatingPanel>(['qualification', 'panels', mine], (cursor) => unwrap(api.GET('/api/v1/rating-panels', { params: { query: { limit: 50, ...(mine && { mine }), ...next(cursor) } } })));
}

export const useRatingPanel = (id: string) => useQuery({ queryKey: ['qualification', 'panel', id], queryFn: () => unwrap(api.GET('/api/v1/rating-panels/{id}', { params: { path: { id } } })) });

/** An act on qualification; whatever comes of it, the lists are read anew. */
export function useQualificationAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => queries.invalidateQueries({ queryKey: ['qualification'] }) });
}

export const stateLine = (id: string, body: StatementInput, key: string) => unwrap(api.POST('/api/v1/employees/{id}/qualification-statements', { params: once(id, key), body }));
export const recordEmployment = (id: string, body: EmploymentInput, key: string) => unwrap(api.POST('/api/v1/employees/{id}/employments', { params: once(id, key), body }));
export const revokeEmployment = (employment: Employment, reason: string) => unwrap(api.POST('/api/v1/employments/{id}/revoke', { params: at(employment), body: { reason } }));
export const recordAdverse = (id: string, body: AdverseInput, key: string) => unwrap(api.POST('/api/v1/employees/{id}/adverse-records', { params: once(id, key), body }));
export const liftAdverse = (record: Adverse, reason: string) => unwrap(api.POST('/api/v1/adverse-records/{id}/lift', { params: at(record), body: { reason } }));
export const convenePanel = (id: string, body: Schemas['ConveneRatingPanel'], key: string) => unwrap(api.POST('/api/v1/employees/{id}/rating-panels', { params: once(id, key), body }));
export const giveRatings = (id: string, body: RatingsInput, key: string) => unwrap(api.POST('/api/v1/rating-panels/{id}/ratings', { params: once(id, key), body }));
export const closePanel = (panel: RatingPanel) => unwrap(api.POST('/api/v1/rating-panels/{id}/close', { params: at(panel) }));
export const cancelPanel = (panel: RatingPanel, reason: string) => unwrap(api.POST('/api/v1/rating-panels/{id}/cancel', { params: at(panel), body: { reason } }));
