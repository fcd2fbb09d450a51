import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, download, idempotent, ifMatch, unwrap } from '@/lib/api';
import { authorizedFetch } from '@/lib/http';
import { usePages } from '@/lib/pages';
import { present } from '@/lib/present';
import { problemErrorOf } from '@/lib/problem';

type Schemas = components['schemas'];
export type Recruitment = Schemas['RecruitmentView'];
export type RecruitmentInput = Schemas['SetRecruitment'];
export type Phase = Schemas['RecruitmentPhase'];
export type Criterion = Schemas['Criterion'];
export type Eligibility = Schemas['EligibilityView'];
export type Hindrance = Schemas['HindranceView'];
export type Applicant = Schemas['PostApplicationView'];
export type Document = Schemas['PostDocumentView'];
export type DocumentKind = Schemas['PostDocumentKind'];
export type Sheet = Schemas['SheetView'];
export type ScoresInput = Schemas['GiveScores'];
export type RecusalInput = Schemas['RecuseMember'];
export type Ranking = Schemas['RankingView'];
export type Rank = Schemas['RankView'];
export type Objection = Schemas['PostObjectionView'];
export type ObjectionDecision = Schemas['DecideRankingObjection'];
export type PostEvent = Schemas['PostEventView'];
export type Grade = Schemas['Grade'];

export const GRADES = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'] as const satisfies readonly Grade[];
export const B_KINDS = ['in_post', 'off_post'] as const;
export const DOCUMENT_KINDS = ['resume', 'certificate', 'performance', 'other'] as const satisfies readonly DocumentKind[];
export const RECUSAL_KINDS = ['relative', 'rival', 'other'] as const;
/** What a file field offers; the server looks at the bytes. */
export const ACCEPTED = 'application/pdf,image/jpeg,image/png';

const CALM_MS = 30_000;

const next = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
const of = (id: string) => ({ path: { id } });
const at = (round: Pick<Recruitment, 'id' | 'version'>) => ({ path: { id: round.id }, header: ifMatch(round.version) });
const once = (id: string, key: string) => ({ path: { id }, header: idempotent(key) });

/** Parts of a round's way; `running`: all on which posts are to be filled. */
export const STAGES = ['applying', 'scoring', 'ranked', 'notice', 'deciding', 'appointed', 'cancelled'] as const satisfies readonly Schemas['RecruitmentStage'][];
export const RUNNING = 'running';
export type RecruitmentFilter = 'mine' | 'stage' | 'branch_id';

/** Rounds, newest first. */
export function useRecruitments(filters: Partial<Record<RecruitmentFilter, string>>) {
  const query = present({ mine: filters.mine === 'true' ? true : undefined, branch_id: filters.branch_id, stage: STAGES.find((stage) => stage === filters.stage), running: filters.stage === RUNNING ? true : undefined });
  return usePages<Recruitment>(['recruitment', 'list', query], (cursor) => unwrap(api.GET('/api/v1/recruitments', { params: { query: { limit: 50, ...query, ...next(cursor) } } })));
}

export const useRecruitment = (id: string) => useQuery({ queryKey: ['recruitment', 'one', id], refetchInterval: CALM_MS, queryFn: () => unwrap(api.GET('/api/v1/recruitments/{id}', { params: of(id) })) });
export const useEligibility = (id: string, enabled: boolean) => useQuery({ queryKey: ['recruitment', 'eligibility', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/recruitments/{id}/eligibility', { params: of(id) })) });
export const useApplicants = (id: string, enabled: boolean) => useQuery({ queryKey: ['recruitment', 'applicants', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/recruitments/{id}/applications', { params: of(id) })) });
export const useRanking = (id: string, revision: number) => useQuery({ queryKey: ['recruitment', 'ranking', id, revision], enabled: revision > 0, queryFn: () => unwrap(api.GET('/api/v1/recruitments/{id}/ranking', { params: { ...of(id), query: {} } })) });
export const useObjections = (id: string, enabled: boolean) => useQuery({ queryKey: ['recruitment', 'objections', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/recruitments/{id}/objections', { params: of(id) })) });

export function useEvents(id: string) {
  return usePages<PostEvent>(['recruitment', 'events', id], (cursor) => unwrap(api.GET('/api/v1/recruitments/{id}/events', { params: { ...of(id), query: { limit: 50, ...next(cursor) } } })));
}

/** An act on recruitment; whatever comes of it, everything is read anew. */
export function useRecruitmentAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    meta: { quiet: true },
    onSettled: () => Promise.all([queries.invalidateQueries({ queryKey: ['recruitment'] }), queries.invalidateQueries({ queryKey: ['approvals'] })]),
  });
}

export const createRecruitment = (body: RecruitmentInput, key: string) => unwrap(api.POST('/api/v1/recruitments', { params: { header: idempotent(key) }, body }));
export const updateRecruitment = (round: Recruitment, body: RecruitmentInput) => unwrap(api.PUT('/api/v1/recruitments/{id}', { params: at(round), body }));
export const publishRecruitment = (round: Recruitment) => unwrap(api.POST('/api/v1/recruitments/{id}/publish', { params: at(round) }));
export const withdrawRecruitment = (round: Recruitment, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/withdraw', { params: at(round), body: { reason } }));
export const cancelRecruitment = (round: Recruitment, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/cancel', { params: at(round), body: { reason } }));
export const rankApplicants = (round: Recruitment) => unwrap(api.POST('/api/v1/recruitments/{id}/rank', { params: at(round) }));
export const decideTie = (round: Recruitment, order: string[], reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/tie-decisions', { params: at(round), body: { order, reason } }));
export const reopenScoring = (round: Recruitment, scoring_ends_at: string, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/reopen', { params: at(round), body: { scoring_ends_at, reason } }));
export const announceRanking = (round: Recruitment) => unwrap(api.POST('/api/v1/recruitments/{id}/announce', { params: at(round) }));
export const withdrawAnnouncement = (round: Recruitment, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/withdraw-announcement', { params: at(round), body: { reason } }));
export const proposeAppointment = (round: Recruitment, term_from: string, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/appointment', { params: at(round), body: { term_from, reason } }));
export const applyForPost = (id: string, statement: string, key: string) => unwrap(api.POST('/api/v1/recruitments/{id}/application', { params: once(id, key), body: { statement } }));
export const withdrawApplication = (id: string, reason: string) => unwrap(api.POST('/api/v1/recruitments/{id}/application/withdraw', { params: of(id), body: { reason } }));
export const recuse = (application: string, body: RecusalInput, key: string) => unwrap(api.POST('/api/v1/recruitment-applications/{id}/recusals', { params: once(application, key), body }));
export const giveScores = (application: string, body: ScoresInput, key: string) => unwrap(api.POST('/api/v1/recruitment-applications/{id}/scores', { params: once(application, key), body }));
export const objectToRanking = (id: string, body: Schemas['ObjectToRanking'], key: string) => unwrap(api.POST('/api/v1/recruitments/{id}/objections', { params: once(id, key), body }));
export const withdrawObjection = (id: string) => unwrap(api.POST('/api/v1/recruitment-objections/{id}/withdraw', { params: of(id) }));
export const decideObjection = (id: string, body: ObjectionDecision, key: string) => unwrap(api.POST('/api/v1/recruitment-objections/{id}/decision', { params: once(id, key), body }));
export const removeDocument = (id: string) => unwrap(api.DELETE('/api/v1/recruitment-documents/{id}', { params: of(id) }));

/** Sends a file as it is. */
export async function addDocument(id: string, kind: DocumentKind, file: File, key: string): Promise<Document> {
  const query = new URLSearchParams({ kind });
  const headers = { 'Content-Type': file.type === '' ? 'application/octet-stream' : file.type, ...idempotent(key) };
  const response = await authorizedFetch(new Request(new URL(`/api/v1/recruitments/${id}/documents?${query.toString()}`, window.location.origin), { method: 'POST', headers, body: file }));
  if (!response.ok) throw await problemErrorOf(response);
  return (await response.json()) as Document;
}

/** Hands a document to the browser under a name of ours. */
export const openDocument = (document: Document, owner: string, kind: string) => download(`/api/v1/recruitment-documents/${document.id}/file`, `${owner}-${kind}.${document.media_type.split('/')[1] ?? 'bin'}`);
