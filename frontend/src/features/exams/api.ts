import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { components } from '@/api/schema';
import { api, idempotent, ifMatch, unwrap } from '@/lib/api';
import { usePages } from '@/lib/pages';

type Schemas = components['schemas'];
export type Exam = Schemas['ExamView'];
export type ExamInput = Schemas['CreateExam'];
export type ExamPatch = Schemas['UpdateExam'];
export type PaperRule = Schemas['PaperRule'];
export type Paper = Schemas['PaperView'];
export type PaperQuestion = Schemas['PaperQuestion'];
export type Question = Schemas['QuestionView'];
export type QuestionVersion = Schemas['QuestionVersionView'];
export type QuestionInput = Schemas['CreateQuestion'];
export type QuestionRevision = Schemas['ReviseQuestion'];
export type QuestionCount = Schemas['QuestionCount'];
export type QuestionKind = Schemas['QuestionKind'];
export type QuestionState = Schemas['QuestionState'];
export type Area = Schemas['Area'];
export type Phase = Schemas['ExamPhase'];
export type Standing = Schemas['ResultStanding'];
export type Candidate = Schemas['ExamCandidate'];
export type Sitting = Schemas['SittingView'];
export type SittingQuestion = Schemas['SittingQuestion'];
export type Saved = Schemas['SavedAnswer'];
export type AnswerInput = Schemas['SaveAnswer'];
export type Result = Schemas['ExamOutcome'];
export type MyResult = Schemas['MyExamResult'];
export type ResultQuestion = Schemas['ResultQuestion'];
export type Marking = Schemas['MarkingView'];
export type MarkInput = Schemas['GiveMark'];
export type ExamResult = Schemas['ExamResult'];

export const AREAS = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9', 'b10', 'b11', 'b12', 'b13', 'b14', 'b15', 'b16'] as const satisfies readonly Area[];
export const KINDS = ['true_false', 'single', 'multiple', 'written'] as const satisfies readonly QuestionKind[];
export const DIFFICULTIES = [1, 2, 3] as const;
export const GRADES = ['trainee', 'level_3', 'level_2', 'level_1', 'senior'] as const;

const CALM_MS = 15_000;

const next = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });
const at = (thing: { id: string; version: number }) => ({ path: { id: thing.id }, header: ifMatch(thing.version) });
const of = (id: string) => ({ path: { id } });

export interface QuestionFilter {
  area?: Area | undefined;
  kind?: QuestionKind | undefined;
  difficulty?: number | undefined;
  state?: QuestionState | undefined;
  waiting?: boolean | undefined;
}

export function useQuestions(filter: QuestionFilter) {
  const query = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as QuestionFilter & Record<string, never>;
  return usePages<Question>(['exams', 'questions', filter], (cursor) => unwrap(api.GET('/api/v1/exam-questions', { params: { query: { limit: 50, ...query, ...next(cursor) } } })));
}

export const useQuestion = (id: string) => useQuery({ queryKey: ['exams', 'question', id], queryFn: () => unwrap(api.GET('/api/v1/exam-questions/{id}', { params: of(id) })) });

/** A question's versions, the newest first. */
export const useQuestionVersions = (id: string) => useQuery({ queryKey: ['exams', 'versions', id], queryFn: () => unwrap(api.GET('/api/v1/exam-questions/{id}/versions', { params: of(id) })), select: (found) => found.items });

export const useQuestionCounts = (enabled = true) => useQuery({ queryKey: ['exams', 'counts'], enabled, queryFn: () => unwrap(api.GET('/api/v1/exam-question-counts')) });

/** Examinations, newest first; those alone that I am a candidate of where asked. */
export function useExams(mine = false) {
  return usePages<Exam>(['exams', 'list', mine], (cursor) => unwrap(api.GET('/api/v1/exams', { params: { query: { limit: 50, ...(mine && { mine }), ...next(cursor) } } })));
}

/** An examination, looked at again while people sit. */
export function useExam(id: string) {
  return useQuery({
    queryKey: ['exams', 'one', id],
    refetchInterval: ({ state }) => (state.data?.phase === 'open' || state.data?.phase === 'announced' ? CALM_MS : false),
    queryFn: () => unwrap(api.GET('/api/v1/exams/{id}', { params: of(id) })),
  });
}

export const usePaper = (id: string, version: number) => useQuery({ queryKey: ['exams', 'paper', id, version], queryFn: () => unwrap(api.GET('/api/v1/exams/{id}/paper', { params: of(id) })) });

export function useCandidates(id: string) {
  return usePages<Candidate>(['exams', 'candidates', id], (cursor) => unwrap(api.GET('/api/v1/exams/{id}/candidates', { params: { ...of(id), query: { limit: 100, ...next(cursor) } } })));
}

export function useMarking(id: string, open: boolean) {
  return usePages<Marking>(['exams', 'marking', id, open], (cursor) => unwrap(api.GET('/api/v1/exams/{id}/marking', { params: { ...of(id), query: { limit: 50, ...(open && { open }), ...next(cursor) } } })));
}

export function useResults(filter: { branch_id?: string | undefined; standing?: Standing | undefined }) {
  return usePages<ExamResult>(['exams', 'results', filter], (cursor) =>
    unwrap(
      api.GET('/api/v1/exam-results', {
        params: { query: { limit: 50, ...(filter.branch_id !== undefined && { branch_id: filter.branch_id }), ...(filter.standing !== undefined && { standing: filter.standing }), ...next(cursor) } },
      }),
    ),
  );
}

export const sittingKey = (id: string) => ['exam-sitting', id] as const;

/** My sitting; what was answered stands in it, so that a reload goes on where it was. */
export const useSitting = (id: string, enabled: boolean) =>
  useQuery({ queryKey: sittingKey(id), enabled, staleTime: Infinity, refetchOnWindowFocus: false, queryFn: () => unwrap(api.GET('/api/v1/exams/{id}/sitting', { params: of(id) })) });

export const useMyResult = (id: string, enabled: boolean) => useQuery({ queryKey: ['exams', 'result', id], enabled, queryFn: () => unwrap(api.GET('/api/v1/exams/{id}/result', { params: of(id) })) });

/** An act on examinations; whatever comes of it, the lists are read anew. */
export function useExamAct<V, R>(act: (input: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, meta: { quiet: true }, onSettled: () => queries.invalidateQueries({ queryKey: ['exams'] }) });
}

export const createQuestion = (body: QuestionInput, key: string) => unwrap(api.POST('/api/v1/exam-questions', { params: { header: idempotent(key) }, body }));
export const reviseQuestion = (question: Question, body: QuestionRevision) => unwrap(api.PUT('/api/v1/exam-questions/{id}', { params: at(question), body }));
export const adoptQuestion = (question: Question) => unwrap(api.POST('/api/v1/exam-questions/{id}/adopt', { params: at(question) }));
export const retireQuestion = (question: Question, reason: string) => unwrap(api.POST('/api/v1/exam-questions/{id}/retire', { params: at(question), body: { reason } }));

export const createExam = (body: ExamInput, key: string) => unwrap(api.POST('/api/v1/exams', { params: { header: idempotent(key) }, body }));
export const updateExam = (exam: Exam, body: ExamPatch) => unwrap(api.PATCH('/api/v1/exams/{id}', { params: at(exam), body }));
export const drawPaper = (exam: Exam) => unwrap(api.POST('/api/v1/exams/{id}/draw', { params: at(exam) }));
export const publishExam = (exam: Exam) => unwrap(api.POST('/api/v1/exams/{id}/publish', { params: at(exam) }));
export const cancelExam = (exam: Exam, reason: string) => unwrap(api.POST('/api/v1/exams/{id}/cancel', { params: at(exam), body: { reason } }));
export const releaseExam = (exam: Exam) => unwrap(api.POST('/api/v1/exams/{id}/release', { params: at(exam) }));
export const enrolCandidate = (id: string, employee: string) => unwrap(api.PUT('/api/v1/exams/{id}/candidates/{employee_id}', { params: { path: { id, employee_id: employee } } }));
export const removeCandidate = (id: string, employee: string) => unwrap(api.DELETE('/api/v1/exams/{id}/candidates/{employee_id}', { params: { path: { id, employee_id: employee } } }));
export const enrol = (id: string) => unwrap(api.PUT('/api/v1/exams/{id}/enrolment', { params: of(id) }));
export const leave = (id: string) => unwrap(api.DELETE('/api/v1/exams/{id}/enrolment', { params: of(id) }));
export const startSitting = (id: string) => unwrap(api.PUT('/api/v1/exams/{id}/sitting', { params: of(id) }));
export const saveAnswer = (id: string, no: number, body: AnswerInput) => unwrap(api.PUT('/api/v1/exams/{id}/sitting/answers/{no}', { params: { path: { id, no } }, body }));
export const submitSitting = (id: string) => unwrap(api.POST('/api/v1/exams/{id}/sitting/submit', { params: of(id) }));
export const giveMark = (id: string, body: MarkInput) => unwrap(api.PUT('/api/v1/exam-answers/{id}/mark', { params: of(id), body }));
