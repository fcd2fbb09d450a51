import { LockOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { NONE, percent } from '@/lib/format';
import type { Client } from '../api';

/** A client's flags, each by its word. */
export function Flags({ flags }: { flags: Client['flags'] }) {
  const { t } = useTranslation();
  if (flags.length === 0) return <span className="kj-quiet">{NONE}</span>;
  return (
    <span className="kj-tags">
      {flags.map((flag) => (
        <Tag key={flag} color={/^(risk|abnormal)/.test(flag) ? 'volcano' : 'blue'}>
          {t(`common:flag.${flag}`)}
        </Tag>
      ))}
    </span>
  );
}

/** Who looks after a client or an account; several with their shares. */
export function Owners({ owners }: { owners: Client['owners'] }) {
  const { t } = useTranslation();
  if (owners.length === 0) return <Tag color="red">{t('clients:unallocated')}</Tag>;
  return (
    <span className="kj-tags">
      {owners.map((owner) => (
        <span key={owner.manager_id} className="kj-nowrap">
          <Link
            to="/managers/$id"
            params={{ id: owner.manager_id }}
            onClick={(event) => {
              event.stopPropagation();
            }}
          >
            {owner.manager_name}
          </Link>
          {owners.length > 1 && <span className="kj-quiet"> {percent(owner.bps)}</span>}
          {owner.lapsed && (
            <>
              {' '}
              <Tag color="red">{t('clients:lapsed')}</Tag>
            </>
          )}
        </span>
      ))}
    </span>
  );
}

/** What holds a client against another round or adjustment, with a way to it. */
export function Held({ by }: { by: Client['locked_by'] }) {
  const { t } = useTranslation();
  if (by === undefined || by === null) return null;
  return (
    <Link
      to={(by.kind === 'round' ? '/rounds/$id' : '/adjustments/$id')}
      params={{ id: by.id } as never}
      onClick={(event) => {
        event.stopPropagation();
      }}
    >
      <Tag color="gold" icon={<LockOutlined />}>
        {t(`clients:locked.${by.kind}`)}
      </Tag>
    </Link>
  );
}
