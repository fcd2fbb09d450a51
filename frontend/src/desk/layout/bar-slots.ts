import type { ComponentType } from 'react';

/** Signs of features in the top bar (my approvals with count, notices): one line per feature, left to right. */
export const BAR_SLOTS: readonly { key: string; Slot: ComponentType }[] = [];
