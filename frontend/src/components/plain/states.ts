/** grey: draft or over · blue: open, running · gold: waiting for someone · green: done · red: overdue or refused. */
export type Tone = 'grey' | 'blue' | 'gold' | 'green' | 'red';

/** One colour per state, everywhere; its word is `common:state.<state>`. */
export const STATE_TONES = {
  draft: 'grey',
  published: 'blue',
  open: 'blue',
  closed: 'gold',
  cleared: 'gold',
  notice: 'blue',
  confirmed: 'green',
  effective: 'green',
  cancelled: 'grey',
  pending: 'gold',
  approved: 'green',
  refused: 'red',
  withdrawn: 'grey',
  stale: 'red',
  queued: 'grey',
  validating: 'blue',
  validated: 'gold',
  running: 'blue',
  completed: 'green',
  failed: 'red',
  rejected: 'red',
  active: 'green',
  inactive: 'grey',
  invited: 'gold',
  unset: 'grey',
  locked: 'red',
  placed: 'blue',
  won: 'green',
  lost: 'grey',
  ineligible: 'red',
  overdue: 'red',
  done: 'green',
  scheduled: 'gold',
  ended: 'grey',
  optimal: 'green',
  covered: 'green',
  uncovered: 'red',
  virtual: 'gold',
  planned: 'blue',
  to_close: 'gold',
  held: 'green',
  enrolled: 'blue',
  attended: 'green',
  excused: 'grey',
  absent: 'red',
} as const satisfies Record<string, Tone>;

export type State = keyof typeof STATE_TONES;

/** Text and ground of each tone; text on ground is at least 4.5:1. */
export const TONE_COLOURS: Record<Tone, { text: string; ground: string; line: string }> = {
  grey: { text: '#4a5361', ground: '#f0f2f5', line: '#d7dbe2' },
  blue: { text: '#1f4e8c', ground: '#e8f0fb', line: '#bcd2f0' },
  gold: { text: '#7a4d00', ground: '#fdf3dc', line: '#f0d59a' },
  green: { text: '#1c6139', ground: '#e6f5ec', line: '#b2dcc3' },
  red: { text: '#a32020', ground: '#fdebea', line: '#f3c2bf' },
};
