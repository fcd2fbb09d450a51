import { useTranslation } from 'react-i18next';
import { STATE_TONES, TONE_COLOURS, type State } from './states';

interface Props {
  state: State;
  /** For whom a gold state waits; shown after the word. */
  waitingFor?: string | undefined;
}

/** The one way to show a state: same colour, same word, everywhere. */
export function StateTag({ state, waitingFor }: Props) {
  const { t } = useTranslation();
  const colours = TONE_COLOURS[STATE_TONES[state]];
  const word = t(`common:state.${state}`);
  return (
    <span
      style={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        padding: '0 8px',
        borderRadius: 4,
        lineHeight: '22px',
        fontSize: 12,
        whiteSpace: 'nowrap',
        color: colours.text,
        background: colours.ground,
        boxShadow: `inset 0 0 0 1px ${colours.line}`,
      }}
    >
      <span aria-hidden style={{ width: 6, height: 6, borderRadius: 3, background: colours.text }} />
      {waitingFor === undefined ? word : t('common:state.waiting_for', { state: word, whom: waitingFor })}
    </span>
  );
}
