import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { percent } from '@/lib/format';
import type { Share } from '../api';

/** Managers with their shares; nobody says so. */
export function Shares({ shares }: { shares: readonly Share[] }) {
  const { t } = useTranslation();
  if (shares.length === 0) return <Tag color="red">{t('ownership:unallocated')}</Tag>;
  return (
    <span className="kj-tags">
      {shares.map((share) => (
        <span key={share.manager_id} className="kj-nowrap">
          <Link to="/managers/$id" params={{ id: share.manager_id }}>
            {share.manager_name}
          </Link>{' '}
          <span className="kj-quiet">{percent(share.bps)}</span>
        </span>
      ))}
    </span>
  );
}

/** The same in one line of text, for titles and hovers. */
export function useSharesText(): (shares: readonly Share[]) => string {
  const { t } = useTranslation();
  return (shares) => (shares.length === 0 ? t('ownership:unallocated') : shares.map((share) => (shares.length === 1 ? share.manager_name : `${share.manager_name} ${percent(share.bps)}`)).join(t('ownership:and')));
}
