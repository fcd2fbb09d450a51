import { ProblemError, type FieldProblem } from './problem';

export interface FormFieldError {
  name: (string | number)[];
  errors: string[];
}

/** A JSON pointer as a form path: "/lots/0/worth_fen" → ["lots", 0, "worth_fen"]. */
export function pointerPath(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((segment) => (/^(0|[1-9]\d*)$/.test(segment) ? Number(segment) : segment));
}

/** Field errors of a refusal, grouped by field, in the shape of antd's `form.setFields`. Empty when the error names no field. */
export function fieldErrors(error: unknown): FormFieldError[] {
  if (!(error instanceof ProblemError)) return [];
  const byPointer = new Map<string, FieldProblem[]>();
  for (const field of error.problem.errors) byPointer.set(field.pointer, [...(byPointer.get(field.pointer) ?? []), field]);
  return [...byPointer].map(([pointer, fields]) => ({ name: pointerPath(pointer), errors: fields.map((field) => field.message) }));
}

/** antd's form of any values; its own types allow only names known when compiled, and a server may name any field. */
interface FormLike {
  setFields: (fields: never[]) => void;
  getFieldsError: () => { name: (string | number)[] }[];
  scrollToField: (name: never, options?: { focus?: boolean }) => void;
}

/**
 * Puts a refusal's messages under their fields and goes to the first. False: it named none, or something that this form
 * has no field for, so the page must say it.
 */
export function showFieldErrors(form: FormLike, error: unknown): boolean {
  const held = new Set(form.getFieldsError().map((field) => JSON.stringify(field.name)));
  const named = fieldErrors(error);
  const fields = named.filter((field) => held.has(JSON.stringify(field.name)));
  const first = fields[0];
  if (first !== undefined) {
    form.setFields(fields as never[]);
    form.scrollToField(first.name as never, { focus: true });
  }
  return named.length > 0 && fields.length === named.length;
}
