/** At most five series; told apart with any common colour blindness (after Okabe and Ito), dark enough on white. */
export const SERIES_COLOURS = ['#1f5fa8', '#d55e00', '#00866b', '#a8558f', '#6b7280'] as const;

/** The same five as grounds under white text. */
export const GROUND_COLOURS = ['#1f5fa8', '#a84a00', '#00735a', '#8a3f72', '#4b5563'] as const;
