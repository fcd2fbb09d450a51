import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { readDraft, writeDraft } from '@/lib/drafts';
import { ProblemError } from '@/lib/problem';
import { useMe } from '@/lib/session';
import { saveAnswer, sittingKey, type Sitting } from './api';
import { bodyOf, changed, confirmed, resumed, toKeep, waiting, type Answers, type Given } from './answers';

/** How long a text rests before it is sent, and how often what could not be sent is tried again. */
const PAUSE_MS = 800;
const AGAIN_MS = 4_000;

export interface SittingDesk {
  answers: Answers;
  /** How many answers wait to be sent. */
  unsent: number;
  /** When the server took the last one. */
  savedAt: string | undefined;
  choose: (no: number, options: number[]) => void;
  write: (no: number, text: string) => void;
  /** Sends what waits; false where something still waits. */
  flush: () => Promise<boolean>;
}

const isOver = (error: unknown): boolean => error instanceof ProblemError && (error.problem.code === 'exam_time_over' || error.problem.code === 'exam_state');

/**
 * The answers of a sitting: each is kept on this device at once and sent at once; what finds no network is tried again
 * until it has arrived, also after a reload. The server's count decides which one stands.
 */
export function useSittingDesk(sitting: Sitting): SittingDesk {
  const me = useMe();
  const queries = useQueryClient();
  const id = sitting.exam_id;
  const draft = `exam-${id}`;
  const [answers, setAnswers] = useState<Answers>(() => resumed(sitting.questions, readDraft(me.user_id, draft)));
  const current = useRef(answers);
  const running = useRef<Promise<boolean>>(undefined);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  const put = useCallback(
    (no: number, given: Given): void => {
      current.current = { ...current.current, [no]: given };
      writeDraft(me.user_id, draft, toKeep(current.current));
      setAnswers(current.current);
    },
    [me.user_id, draft],
  );

  const send = useCallback(async (): Promise<boolean> => {
    for (let no = waiting(current.current)[0]; no !== undefined; no = waiting(current.current)[0]) {
      const given = current.current[no];
      if (given === undefined) return true;
      try {
        const stands = await saveAnswer(id, no, bodyOf(given));
        put(no, confirmed(current.current[no] ?? given, stands.seq, stands.saved_at));
      } catch (failure) {
        if (isOver(failure)) {
          writeDraft(me.user_id, draft, undefined);
          await queries.invalidateQueries({ queryKey: sittingKey(id) });
          await queries.invalidateQueries({ queryKey: ['exams'] });
        }
        return false;
      }
    }
    return true;
  }, [id, put, queries, me.user_id, draft]);

  const flush = useCallback((): Promise<boolean> => {
    clearTimeout(pause.current);
    running.current ??= send().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [send]);

  useEffect(() => {
    const again = (): void => {
      if (waiting(current.current).length > 0) void flush();
    };
    again();
    const timer = setInterval(again, AGAIN_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [flush]);

  const numbers = waiting(answers);
  const moments = Object.values(answers).flatMap((given) => given.savedAt ?? []);
  return {
    answers,
    unsent: numbers.length,
    savedAt: moments.length === 0 ? undefined : moments.reduce((a, b) => (a > b ? a : b)),
    choose: (no, options) => {
      put(no, changed(current.current[no], { options }));
      void flush();
    },
    write: (no, text) => {
      put(no, changed(current.current[no], { text }));
      clearTimeout(pause.current);
      pause.current = setTimeout(() => void flush(), PAUSE_MS);
    },
    flush,
  };
}

/** The choices of a question as one list: of right-or-wrong the two words. */
export function choicesOf(question: { kind: string; options: readonly string[] }, right: string, wrong: string): string[] {
  return question.kind === 'true_false' ? [right, wrong] : [...question.options];
}

/** The letter of an option: A, B, C … */
export const letter = (index: number): string => String.fromCharCode('A'.charCodeAt(0) + index);

/** The options after one was pressed: of several-right questions it is added or taken off, else it is the one. */
export function pressed(kind: string, chosen: readonly number[], index: number): number[] {
  if (kind !== 'multiple') return [index];
  return chosen.includes(index) ? chosen.filter((one) => one !== index) : [...chosen, index].sort((a, b) => a - b);
}
