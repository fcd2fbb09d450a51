import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';

export type File = components['schemas']['CertificationFile'];
export type FileView = components['schemas']['CertificationFileView'];
export type EvaluationLine = components['schemas']['EvaluationLine'];
export type Certificate = components['schemas']['CertificateView'];
export type CertificateCount = components['schemas']['CertificateCount'];
export type GradeRecord = components['schemas']['GradeRecord'];
export type Grade = File['grade'];
export type Stage = File['stage'];
export type Part = EvaluationLine['part'];
export type Standing = Certificate['standing'];
export type ReviewInput = components['schemas']['ReviewQualification'];
export type ScoreInput = components['schemas']['EnterScore'];
export type CertificateReviewInput = components['schemas']['ReviewCertificate'];
export type DemotionInput = components['schemas']['ProposeDemotion'];

export const GRADES = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'] as const satisfies readonly Grade[];
export const STAGES = ['registered', 'evaluation', 'deciding', 'certified', 'unqualified', 'refused', 'withdrawn'] as const satisfies readonly Stage[];
export const STANDINGS = ['lapsed', 'lapsing', 'counts', 'replaced', 'overturned'] as const satisfies readonly Standing[];
/** The parts that examiners enter; the written one comes from an examination. */
export const ENTERED = ['performance', 'ability', 'oral', 'case_design', 'practice'] as const satisfies readonly Part[];

export type FileFilter = 'stage' | 'grade' | 'branch_id';
export type CertificateFilter = 'standing' | 'unreviewed' | 'branch_id' | 'last_from' | 'last_to';

/** Files, newest first. */
export function useFiles(filters: Partial<Record<FileFilter, string>>) {
  const query = present({ stage: STAGES.find((entry) => entry === filters.stage), grade: GRADES.find((entry) => entry === filters.grade), branch_id: filters.branch_id });
  return usePages<File>(['certification', 'files', query], (cursor) => unwrap(api.GET('/api/v1/certification-files', { params: { query: { limit: 50, ...query, ...(cursor !== undefined && { cursor }) } } })));
}

export function useFile(id: string) {
  return useQuery({ queryKey: ['certification', 'file', id], queryFn: () => unwrap(api.GET('/api/v1/certification-files/{id}', { params: { path: { id } } })) });
}

/** Certificates, the next to lapse first. */
export function useCertificates(filters: Partial<Record<CertificateFilter, string>>) {
  const query = present({ standing: STANDINGS.find((entry) => entry === filters.standing), branch_id: filters.branch_id, unreviewed: filters.unreviewed === undefined ? undefined : true, last_from: filters.last_from, last_to: filters.last_to });
  return usePages<Certificate>(['certification', 'certificates', query], (cursor) => unwrap(api.GET('/api/v1/certificates', { params: { query: { limit: 50, ...query, ...(cursor !== undefined && { cursor }) } } })));
}

export function useCertificateCounts(enabled = true) {
  return useQuery({ queryKey: ['certification', 'counts'], enabled, queryFn: () => unwrap(api.GET('/api/v1/certificate-counts')) });
}

/** How a manager's grade came about. */
export function useManagerGrade(id: string) {
  return useQuery({ queryKey: ['certification', 'grade', id], queryFn: () => unwrap(api.GET('/api/v1/managers/{id}/grade', { params: { path: { id } } })) });
}

/** One's own grade, certificates and files. */
export function useMyGrade() {
  return useQuery({ queryKey: ['certification', 'mine'], queryFn: () => unwrap(api.GET('/api/v1/my-grade')) });
}

/** An act of certification; whatever comes of it, what is shown is read anew. */
export function useCertificationAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  const anew = (queryKey: string[]) => queries.invalidateQueries({ queryKey });
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => Promise.all([anew(['certification']), anew(['managers']), anew(['approvals'])]) });
}

const at = (thing: { id: string; version: number }) => ({ path: { id: thing.id }, header: ifMatch(thing.version) });
const once = (id: string, key: string) => ({ path: { id }, header: idempotent(key) });

export const register = (body: components['schemas']['RegisterForCertification'], key: string) => unwrap(api.POST('/api/v1/certification-registrations', { params: { header: idempotent(key) }, body }));
export const openFile = (body: components['schemas']['OpenCertificationFile'], key: string) => unwrap(api.POST('/api/v1/certification-files', { params: { header: idempotent(key) }, body }));
export const reviewFile = (file: FileView, body: ReviewInput) => unwrap(api.POST('/api/v1/certification-files/{id}/review', { params: at(file), body }));
export const enterScore = (file: FileView, body: ScoreInput, key: string) => unwrap(api.POST('/api/v1/certification-files/{id}/scores', { params: once(file.id, key), body }));
export const proposeFile = (file: FileView, reason: string, key: string) => unwrap(api.POST('/api/v1/certification-files/{id}/proposal', { params: once(file.id, key), body: { reason } }));
export const withdrawFile = (file: { id: string; version: number }, reason: string) => unwrap(api.POST('/api/v1/certification-files/{id}/withdraw', { params: at(file), body: { reason } }));
export const reviewCertificate = (certificate: Certificate, body: CertificateReviewInput) => unwrap(api.POST('/api/v1/certificates/{id}/review', { params: at(certificate), body }));
export const proposeDemotion = (manager: string, body: DemotionInput, key: string) => unwrap(api.POST('/api/v1/managers/{id}/demotions', { params: once(manager, key), body }));
