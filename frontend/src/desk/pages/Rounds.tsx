import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { RoundList } from '@/features/rounds/desk/RoundList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Rounds() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const create = may(me, 'create_round') ? (
    <Link to="/rounds/new">
      <Button type="primary" tabIndex={-1}>
        {t('roundsdesk:create')}
      </Button>
    </Link>
  ) : undefined;
  return (
    <>
      <PageHeader title={t('rounds:title')} lead={t('roundsdesk:lead')} actions={create} />
      <RoundList
        create={create}
        open={(round) => {
          void navigate({ to: '/rounds/$id', params: { id: round.id } });
        }}
      />
    </>
  );
}
