import type { Catalogues } from '@/i18n';

/** Texts of leaving the post. */
export const LEAVING_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-leaving.zh-CN'), en: () => import('@/i18n/bundles/field-leaving.en') };
