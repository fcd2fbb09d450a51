import { Checkbox, type CheckboxOptionType } from 'antd';
import type { CSSProperties } from 'react';

interface CheckboxesProps<T extends string | number> {
  id?: string;
  value?: T[];
  options: CheckboxOptionType<T>[];
  style?: CSSProperties;
  onChange?: (value: T[]) => void;
  'aria-required'?: string;
}

/** Checkboxes of a form, without the mark of a required field, which a group of checkboxes may not carry. */
export function Checkboxes<T extends string | number>({ 'aria-required': _required, ...props }: CheckboxesProps<T>) {
  return <Checkbox.Group {...props} />;
}
