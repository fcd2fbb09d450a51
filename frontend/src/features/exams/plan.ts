import type { Area, PaperRule, QuestionCount, QuestionKind } from './api';

/** A cell of the table of counts; difficulty 0 stands for any. */
export interface Cell {
  area: Area;
  kind: QuestionKind;
  difficulty: number;
}

const same = (cell: Cell) => (rule: PaperRule) => rule.area === cell.area && rule.kind === cell.kind && (rule.difficulty ?? 0) === cell.difficulty;

/** How many questions the rules ask for in a cell. */
export const asked = (rules: readonly PaperRule[], cell: Cell): number => rules.find(same(cell))?.count ?? 0;

/** The rules with another count in a cell; those of one difficulty come before those of any, so that these take what is left. */
export function withCount(rules: readonly PaperRule[], cell: Cell, count: number): PaperRule[] {
  const others = rules.filter((rule) => !same(cell)(rule));
  if (count <= 0) return others;
  const { area, kind, difficulty } = cell;
  const next = [...others, difficulty === 0 ? { area, kind, count } : { area, kind, difficulty, count }];
  return [...next.filter((rule) => typeof rule.difficulty === 'number'), ...next.filter((rule) => typeof rule.difficulty !== 'number')];
}

/** How many questions of the bank a cell can take from. */
export const available = (counts: readonly QuestionCount[], cell: Cell): number =>
  counts.filter((one) => one.area === cell.area && one.kind === cell.kind && (cell.difficulty === 0 || one.difficulty === cell.difficulty)).reduce((sum, one) => sum + one.count, 0);

export const total = (rules: readonly PaperRule[]): number => rules.reduce((sum, rule) => sum + rule.count, 0);
