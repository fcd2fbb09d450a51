import type { AnswerInput, SittingQuestion } from './api';

/** An answer on this device: what was given, how often it was changed, and how far the server knows. */
export interface Given {
  seq: number;
  options?: number[];
  text?: string;
  /** Count of the saving that the server has confirmed; below `seq` it waits to be sent. */
  sent: number;
  /** When the server took it. */
  savedAt?: string;
}

export type Answers = Readonly<Record<number, Given>>;

export const waits = (given: Given): boolean => given.sent < given.seq;
export const isAnswered = (given: Given | undefined): boolean => given !== undefined && ((given.options?.length ?? 0) > 0 || (given.text?.trim() ?? '') !== '');

/** What the server holds, as this device keeps it. */
function fromServer(questions: readonly SittingQuestion[]): Record<number, Given> {
  const found: Record<number, Given> = {};
  for (const { no, answer } of questions) {
    if (answer === null || answer === undefined) continue;
    found[no] = {
      seq: answer.seq,
      sent: answer.seq,
      savedAt: answer.saved_at,
      ...(answer.options !== null && answer.options !== undefined && { options: answer.options }),
      ...(answer.text !== null && answer.text !== undefined && { text: answer.text }),
    };
  }
  return found;
}

function isGiven(value: unknown): value is Given {
  if (typeof value !== 'object' || value === null) return false;
  const { seq, options, text } = value as Record<string, unknown>;
  return typeof seq === 'number' && (typeof text === 'string' || (Array.isArray(options) && options.every((one) => typeof one === 'number')));
}

/** The server's answers, and over them what this device could not send before it was closed. */
export function resumed(questions: readonly SittingQuestion[], kept: unknown): Answers {
  const answers = fromServer(questions);
  if (typeof kept !== 'object' || kept === null) return answers;
  for (const [no, value] of Object.entries(kept)) {
    const known = answers[Number(no)];
    if (!isGiven(value) || !questions.some((question) => question.no === Number(no))) continue;
    if (known === undefined || value.seq > known.seq) answers[Number(no)] = { ...value, sent: known?.sent ?? 0 };
  }
  return answers;
}

/** A changed answer: it waits to be sent. */
export function changed(before: Given | undefined, value: { options: number[] } | { text: string }): Given {
  const given: Given = { seq: (before?.seq ?? 0) + 1, sent: before?.sent ?? 0, ...value };
  return before?.savedAt === undefined ? given : { ...given, savedAt: before.savedAt };
}

/** What the server said of a sent answer; a change made meanwhile stays to be sent. */
export function confirmed(given: Given, seq: number, savedAt: string): Given {
  return { ...given, sent: Math.max(given.sent, seq), seq: Math.max(given.seq, seq), savedAt };
}

export function bodyOf(given: Given): AnswerInput {
  return given.text === undefined ? { seq: given.seq, options: given.options ?? [] } : { seq: given.seq, text: given.text };
}

/** The numbers of answers that wait to be sent, in order. */
export const waiting = (answers: Answers): number[] =>
  Object.entries(answers)
    .filter(([, given]) => waits(given))
    .map(([no]) => Number(no))
    .sort((a, b) => a - b);

/** What must outlive this page: the answers that the server does not have. */
export function toKeep(answers: Answers): Record<number, Given> | undefined {
  return waiting(answers).length === 0 ? undefined : Object.fromEntries(Object.entries(answers).filter(([, given]) => waits(given)));
}
