import { useId, type ComponentProps, type ReactNode } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'id' | 'size'> {
  label: string;
  error?: string | undefined;
  hint?: string;
  /** An act at the field's end, such as showing the password. */
  end?: ReactNode;
}

/** A labelled field, 48 px high; 16 px text, or iOS zooms in. */
export function TextField({ label, error, hint, end, ...rest }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[15px]">
        {label}
      </label>
      <div className={`flex rounded-lg border bg-white focus-within:outline-2 focus-within:outline-focus ${error === undefined ? 'border-field' : 'border-red'}`}>
        <input
          type="text"
          {...rest}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={note === undefined ? undefined : `${id}-note`}
          className="min-h-12 min-w-0 flex-1 rounded-lg bg-transparent px-3.5 text-[16px] outline-none"
        />
        {end}
      </div>
      {note !== undefined && (
        <p id={`${id}-note`} role={error === undefined ? undefined : 'alert'} className={`text-[13px] ${error === undefined ? 'text-quiet' : 'text-red'}`}>
          {note}
        </p>
      )}
    </div>
  );
}
