import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Choice {
  value: string;
  label: string;
  /** Tells people of one name apart. */
  hint?: string | undefined;
  disabled?: boolean;
}

interface Props {
  /** Key of the search in the query cache. */
  queryKey: readonly unknown[];
  search: (text: string) => Promise<Choice[]>;
  label: string;
  value?: string | undefined;
  onChange?: (value: string | undefined, choice: Choice | undefined) => void;
  /** The chosen one's name where the search does not hold it (a link was opened). */
  resolve?: (value: string) => Promise<Choice | undefined>;
  width?: number | string;
  allowClear?: boolean;
  id?: string;
  disabled?: boolean;
}

const PAUSE_MS = 250;

/** Chooses one of many by 汉字, pinyin or initials; the server searches. */
export function RemoteSelect({ queryKey, search, label, value, onChange, resolve, width = 200, allowClear = true, id, disabled = false }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  // The search starts anew when the list closes; what was chosen keeps its name.
  const [picked, setPicked] = useState<Choice>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const found = useQuery({ queryKey: [...queryKey, 'search', text], queryFn: () => search(text), enabled: open, placeholderData: (previous) => previous });
  const listed = found.data?.find((choice) => choice.value === value);
  const chosen = listed ?? (picked?.value === value ? picked : undefined);
  const named = useQuery({
    queryKey: [...queryKey, 'one', value],
    queryFn: async () => (value === undefined || resolve === undefined ? null : ((await resolve(value)) ?? null)),
    enabled: value !== undefined && resolve !== undefined && chosen === undefined,
    staleTime: Infinity,
  });
  const choices = found.data ?? [];
  const options = value === undefined || listed !== undefined ? choices : [...choices, chosen ?? named.data ?? { value, label: named.isPending && resolve !== undefined ? t('common:loading') : value }];
  return (
    <Select<string, Choice>
      {...(id !== undefined && { id })}
      showSearch={{
        filterOption: false,
        onSearch: (typed) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => {
            setText(typed.trim());
          }, PAUSE_MS);
        },
      }}
      allowClear={allowClear}
      disabled={disabled}
      placeholder={label}
      aria-label={label}
      style={{ width }}
      popupMatchSelectWidth={false}
      loading={found.isFetching}
      {...(value !== undefined && { value })}
      options={options}
      optionRender={(option) => (
        <span className="kj-choice">
          <span>{option.data.label}</span>
          {option.data.hint !== undefined && <span className="kj-quiet">{option.data.hint}</span>}
        </span>
      )}
      notFoundContent={found.isFetching ? t('common:loading') : t('common:nothing_found')}
      onOpenChange={(shown) => {
        setOpen(shown);
        if (!shown) setText('');
      }}
      onChange={(next: string | undefined) => {
        const choice = choices.find((one) => one.value === next);
        setPicked(choice);
        onChange?.(next, choice);
      }}
    />
  );
}
