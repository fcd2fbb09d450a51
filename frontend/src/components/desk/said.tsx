import { App } from 'antd';
import type { ReactNode } from 'react';

/** Says after an act what happened and what comes next; a link to the result may be part of it. */
export function useSaid(): (text: ReactNode) => void {
  const { message } = App.useApp();
  return (text) => {
    void message.success({ content: text, duration: 6 });
  };
}
