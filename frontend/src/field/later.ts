import type { Catalogues } from '@/i18n';

/** Texts of the rooms about becoming a manager: qualification and recruitment. */
export const ENTRY_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-entry.zh-CN'), en: () => import('@/i18n/bundles/field-entry.en') };

/** Texts of the rooms about one's own post: term and grade. */
export const CAREER_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-career.zh-CN'), en: () => import('@/i18n/bundles/field-career.en') };

/** Texts of being sent to other branches. */
export const DISPATCH_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-dispatch.zh-CN'), en: () => import('@/i18n/bundles/field-dispatch.en') };

/** Texts of one's own timeline. */
export const TIMELINE_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-timeline.zh-CN'), en: () => import('@/i18n/bundles/field-timeline.en') };

/** Texts of leaving the post. */
export const LEAVING_TEXTS: Catalogues = { 'zh-CN': () => import('@/i18n/bundles/field-leaving.zh-CN'), en: () => import('@/i18n/bundles/field-leaving.en') };
