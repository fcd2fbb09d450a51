import { useId, type ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string;
  error?: string | undefined;
  hint?: string;
}

/** A labelled field for a few sentences. */
export function TextAreaField({ label, error, hint, rows = 4, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[15px]">
        {label}
      </label>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        aria-invalid={error !== undefined}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className={`rounded-lg border bg-white px-3.5 py-2.5 text-[16px] ${error === undefined ? 'border-field' : 'border-red'}`}
      />
      {note !== undefined && (
        <p id={`${id}-note`} role={error === undefined ? undefined : 'alert'} className={`text-[13px] ${error === undefined ? 'text-quiet' : 'text-red'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
