import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

interface Props extends ComponentProps<'button'> {
  kind?: 'primary' | 'quiet' | 'danger';
  /** Shows that the act runs; a second press does nothing. */
  running?: boolean;
}

const KINDS = {
  primary: 'bg-brand text-white active:bg-brand-dark',
  quiet: 'bg-white text-brand border border-line active:bg-brand-soft',
  danger: 'bg-white text-red border border-red/40 active:bg-red/5',
};

/** A button for a thumb: at least 48 px high. */
export function Button({ kind = 'primary', running = false, type = 'button', className, disabled, children, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled === true || running}
      aria-busy={running}
      className={clsx('inline-flex min-h-12 items-center justify-center gap-2 rounded-lg px-5 text-[16px] font-medium disabled:opacity-60', KINDS[kind], className)}
    >
      {running && <span aria-hidden className="size-4 animate-spin rounded-full border-2 border-current border-t-transparent" />}
      {children}
    </button>
  );
}
