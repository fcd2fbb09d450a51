import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  /** First and last day, both counted; either may be open. */
  from: string | undefined;
  to: string | undefined;
  onChange: (from: string | undefined, to: string | undefined) => void;
}

const DAY = 'YYYY-MM-DD';

/** Narrows a list to days between two. */
export function DaysFilter({ label, from, to, onChange }: Props) {
  const { t } = useTranslation();
  const day = (text: string | undefined) => (text === undefined ? null : dayjs(text));
  return (
    <DatePicker.RangePicker
      allowEmpty={[true, true]}
      aria-label={label}
      prefix={<span className="kj-quiet">{label}</span>}
      placeholder={[t('common:days.from'), t('common:days.to')]}
      style={{ width: 328 }}
      value={[day(from), day(to)]}
      onChange={(days) => {
        onChange(days?.[0]?.format(DAY), days?.[1]?.format(DAY));
      }}
    />
  );
}
