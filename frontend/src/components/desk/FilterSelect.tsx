import { Select } from 'antd';

interface Props {
  label: string;
  value: string | undefined;
  options: { value: string; label: string }[];
  onChange: (value: string | undefined) => void;
  width?: number;
  loading?: boolean;
}

/** One filter of a list: shows its name until something is chosen. */
export function FilterSelect({ label, value, options, onChange, width = 132, loading = false }: Props) {
  return (
    <Select<string>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={label}
      aria-label={label}
      style={{ width }}
      popupMatchSelectWidth={false}
      value={value ?? null}
      options={options}
      loading={loading}
      onChange={(next: string | undefined) => {
        onChange(next);
      }}
    />
  );
}
