import dayjs, { type Dayjs } from 'dayjs';
import { dateTimeExact } from '@/lib/format';

// The bank's zone has had no summer time since 1991; a date field shows its wall clock, whatever zone the device is in.
const OFFSET = '+08:00';

/** A moment as the wall clock of the bank, for a date field. */
export function fromMoment(moment: string | null | undefined): Dayjs | null {
  return moment === null || moment === undefined ? null : dayjs(dateTimeExact(moment));
}

/** What a date field holds, as a moment. */
export function toMoment(value: Dayjs | null | undefined): string | null {
  return value === null || value === undefined ? null : new Date(`${value.format('YYYY-MM-DDTHH:mm:ss')}${OFFSET}`).toISOString();
}

/** A date of the API for a date field. */
export function fromDate(date: string | null | undefined): Dayjs | null {
  return date === null || date === undefined ? null : dayjs(date);
}

export function toDate(value: Dayjs | null | undefined): string | null {
  return value === null || value === undefined ? null : value.format('YYYY-MM-DD');
}

/** Enter in a date field takes the date; it does not send the form. */
export function stay(event: { key: string; preventDefault: () => void }): void {
  if (event.key === 'Enter') event.preventDefault();
}
