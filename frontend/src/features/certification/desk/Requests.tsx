import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import type { Grade } from '../api';
import { points } from '../words';

/** What a certification gives, and the file that it rests on. */
export function CertificationRequest({ fileId, payload }: { fileId: string; payload: Record<string, unknown> }) {
  const { t } = useTranslation();
  return (
    <Facts
      items={[
        { label: t('certificationdesk:person_no'), value: String(payload.employee_no) },
        { label: t('certification:aimed'), value: t(`common:grade.${String(payload.grade) as Grade}`) },
        { label: t('certification:total'), value: points(Number(payload.total_bps)) },
        {
          label: t('certificationdesk:file'),
          value: (
            <Link to="/certification/$id" params={{ id: fileId }}>
              {t('certificationdesk:see_file')}
            </Link>
          ),
        },
      ]}
    />
  );
}

/** What a demotion takes, and what it rests on. */
export function DemotionRequest({ managerId, payload }: { managerId: string; payload: Record<string, unknown> }) {
  const { t } = useTranslation();
  const grade = (key: string): string => t(`common:grade.${String(payload[key]) as Grade}`);
  return (
    <Facts
      items={[
        {
          label: t('certificationdesk:manager'),
          value: (
            <Link to="/managers/$id" params={{ id: managerId }}>
              {String(payload.manager_no)}
            </Link>
          ),
        },
        { label: t('certification:grade'), value: t('common:confirm.from_to', { from: grade('from'), to: grade('to') }) },
        { label: t('certification:evidence'), value: String(payload.evidence), wide: true },
      ]}
    />
  );
}
