import type { Catalogues } from '@/i18n';

/** Texts of the rooms about becoming a manager: qualification. */
export const ENTRY_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-entry.zh-CN'), en: () => import('@/i18n/bundles/field-entry.en') };
