import type { Method, RoundState } from './types';

export const ROUND_STATES: readonly RoundState[] = ['draft', 'published', 'open', 'closed', 'cleared', 'notice', 'confirmed', 'effective', 'cancelled'];
export const METHODS: readonly Method[] = ['open_tender', 'voluntary_application', 'unit_package', 'coordination'];
export const MEASURES = ['average_daily_deposit_growth', 'average_daily_loan_growth', 'average_daily_business_growth'] as const;
export const STANDINGS = ['core', 'basic', 'other'] as const;
export const SIZES = ['large', 'medium', 'small'] as const;
