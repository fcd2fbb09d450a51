import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';

export interface Result {
  /** Where the result stands. */
  href: string;
  label: string;
}

/** Says after an act what happened and what comes next, with a link to the result. */
export function useSaid(): (text: string, result?: Result) => void {
  const { message } = App.useApp();
  const navigate = useNavigate();
  return (text, result) => {
    void message.success({
      duration: 6,
      // The message stands outside of the router, so its link asks the router of the page that spoke.
      content:
        result === undefined ? (
          text
        ) : (
          <>
            {text}{' '}
            <a
              href={result.href}
              onClick={(event) => {
                event.preventDefault();
                void navigate({ href: result.href });
              }}
            >
              {result.label}
            </a>
          </>
        ),
    });
  };
}
