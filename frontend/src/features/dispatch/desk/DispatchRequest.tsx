import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import type { Dispatch } from '../api';

interface Payload {
  manager_name?: string;
  from_branch_name?: string;
  to_branch_name?: string;
  purpose?: Dispatch['purpose'];
  valid_from?: string;
  valid_to?: string;
}

/** What a dispatch asks to be confirmed. */
export function DispatchRequest({ payload }: { payload: Payload }) {
  const { t } = useTranslation();
  return (
    <Facts
      items={[
        { label: t('dispatch:manager'), value: payload.manager_name },
        { label: t('dispatch:from_to'), value: `${payload.from_branch_name ?? ''} → ${payload.to_branch_name ?? ''}` },
        payload.purpose !== undefined && { label: t('dispatch:purpose'), value: t(`dispatch:purpose_of.${payload.purpose}`) },
        { label: t('dispatch:days'), value: t('dispatch:span', { from: payload.valid_from, to: payload.valid_to }) },
      ]}
    />
  );
}
