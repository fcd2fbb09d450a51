import type { Catalogues } from '@/i18n';

/** Texts of the staffing board and the person page. */
export const STAFFING_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/desk-staffing.zh-CN'), en: () => import('@/i18n/bundles/desk-staffing.en') };
