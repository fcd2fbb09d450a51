import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { lastDay } from '@/lib/format';
import { useTerm } from '../api';

/** What a renewal changes, and the assessment that it rests on. */
export function RenewalRequest({ managerId, payload }: { managerId: string; payload: Record<string, unknown> }) {
  const { t } = useTranslation();
  const term = useTerm(managerId).data;
  const result = term?.results.find((one) => one.id === payload.result_id);
  const ends = (key: string): string => lastDay(String(payload[key]));
  return (
    <Facts
      items={[
        {
          label: t('termsdesk:manager'),
          value: (
            <Link to="/managers/$id" params={{ id: managerId }}>
              {term?.name ?? String(payload.manager_no)}
            </Link>
          ),
        },
        term !== undefined && { label: t('termsdesk:branch'), value: term.branch_name },
        { label: t('terms:last_day'), value: t('common:confirm.from_to', { from: ends('term_to'), to: ends('valid_to') }) },
        { label: t('termsdesk:name'), value: String(payload.bank_term) },
        result !== undefined && { label: t('terms:assessment'), value: <StateTag state={result.passed ? 'assessment_passed' : 'assessment_failed'} /> },
        result !== undefined && { label: t('terms:assessed_on'), value: <DateText value={result.assessed_on} /> },
        result !== undefined && { label: t('termsdesk:entered_by'), value: result.entered_by ?? t('termsdesk:by_system') },
        result !== undefined && { label: t('terms:evidence'), value: result.evidence, wide: true },
      ]}
    />
  );
}
