import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useEffect, useRef, useState } from 'react';

interface Props {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  label: string;
  width?: number;
}

const PAUSE_MS = 300;

/** A search field that asks after a pause in typing, and never in the middle of a Chinese composition. */
export function SearchBox({ value, onChange, label, width = 260 }: Props) {
  const [typed, setTyped] = useState(value ?? '');
  const composing = useRef(false);
  const sent = useRef(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The URL may change from outside (a link, "clear filters"); what is being typed stays.
  useEffect(() => {
    if ((value ?? '') === sent.current) return;
    sent.current = value ?? '';
    setTyped(value ?? '');
  }, [value]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const send = (text: string): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (composing.current) return;
      sent.current = text.trim();
      onChange(sent.current === '' ? undefined : sent.current);
    }, PAUSE_MS);
  };

  return (
    <Input
      type="search"
      allowClear
      prefix={<SearchOutlined className="kj-quiet" />}
      placeholder={label}
      aria-label={label}
      style={{ width }}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        send(event.target.value);
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        send(event.currentTarget.value);
      }}
    />
  );
}
