import type { ComponentType } from 'react';
import { WaitingSign } from '@/features/approvals/desk/WaitingSign';
import { NoticeBell } from '@/features/notices/desk/NoticeBell';

/** Signs of features in the top bar (my approvals with count, notices): one line per feature, left to right. */
export const BAR_SLOTS: readonly { key: string; Slot: ComponentType }[] = [
  { key: 'approvals', Slot: WaitingSign },
  { key: 'notices', Slot: NoticeBell },
];
