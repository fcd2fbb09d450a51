const iso = (year: number, month: number, day: number): string => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);

/** The last days of the months before today, oldest first, and today. */
export function monthEnds(today: string, months: number): string[] {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7)) - 1;
  return [...Array.from({ length: months }, (_value, index) => iso(year, month - (months - 1 - index), 0)), today];
}
