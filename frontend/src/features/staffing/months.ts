import type { MonthCount } from './api';

/** What a bar of the months is: over, warned of, or further ahead. */
export type Nearness = 'over' | 'soon' | 'later';

const DAY_MS = 86_400_000;

/** Whether a month's days are over, begin within the days of warning, or lie behind them. */
export function nearness(month: Pick<MonthCount, 'first_day'>, today: string, warningDays: number): Nearness {
  if (month.first_day === undefined || month.first_day === null) return 'over';
  const ahead = (Date.parse(month.first_day) - Date.parse(today)) / DAY_MS;
  return ahead <= warningDays ? 'soon' : 'later';
}

/** The axis' name of a month: its number, the first one and each January with the year under it. */
export function monthLabel(month: string, first: boolean): string {
  const [year = '', number = ''] = month.split('-');
  return first || number === '01' ? `${String(Number(number))}\n${year}` : String(Number(number));
}

/** The sum of a row of months, and of it what is over. */
export function sums(months: readonly MonthCount[]): { ahead: number; over: number } {
  const over = months.filter((month) => month.first_day === undefined || month.first_day === null).reduce((total, month) => total + month.count, 0);
  return { over, ahead: months.reduce((total, month) => total + month.count, 0) - over };
}
