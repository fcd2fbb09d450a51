import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { useSaid } from '@/components/desk/said';
import { CreateVirtual } from '@/features/people/desk/ManagerDialogs';
import { ManagerList } from '@/features/people/desk/ManagerList';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Managers() {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t('people:managers')}
        lead={t('people:managers_lead')}
        actions={
          may(me, 'create_virtual_manager') && (
            <CreateVirtual
              onCreated={(manager) => {
                say(t('people:virtual_created'));
                void navigate({ to: '/managers/$id', params: { id: manager.id } });
              }}
            />
          )
        }
      />
      <ManagerList />
    </>
  );
}
