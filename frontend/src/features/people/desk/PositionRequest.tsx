import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import { DateText } from '@/components/plain/DateText';
import { useOrgUnits } from '@/lib/lookups';
import { useEmployee } from '../api';

interface Payload {
  employee_id?: string;
  role?: string;
  org_unit_id?: string;
  valid_from?: string;
  valid_to?: string;
}

/** Whose position begins or ends, where, and when. */
export function PositionRequest({ payload }: { payload: Payload }) {
  const { t } = useTranslation();
  const employee = useEmployee(payload.employee_id);
  const head = useOrgUnits('head_office');
  const branches = useOrgUnits('branch');
  const outlets = useOrgUnits('outlet');
  const unit = [...(head.data ?? []), ...(branches.data ?? []), ...(outlets.data ?? [])].find((entry) => entry.id === payload.org_unit_id);
  return (
    <Facts
      items={[
        {
          label: t('people:employee'),
          value:
            employee.data === undefined ? (
              t('common:loading')
            ) : (
              <>
                <Link to="/employees" search={{ open: employee.data.id }}>
                  {employee.data.name}
                </Link>{' '}
                <span className="kj-quiet">{employee.data.employee_no}</span>
              </>
            ),
        },
        { label: t('people:role'), value: payload.role === undefined ? '' : t(`common:role.${payload.role}`) },
        { label: t('people:unit'), value: unit?.name ?? '' },
        payload.valid_from !== undefined && { label: t('people:from'), value: <DateText value={payload.valid_from} /> },
        payload.valid_to !== undefined && { label: t('people:first_day_without'), value: <DateText value={payload.valid_to} /> },
      ]}
    />
  );
}
