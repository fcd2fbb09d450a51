import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { ImportList } from '@/features/imports/desk/ImportList';
import { UploadForm } from '@/features/imports/desk/UploadForm';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';

export function Imports() {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={t('imports:title')}
        lead={t('imports:lead')}
        actions={
          <Link to="/imports/schemas" search={{}} className="kj-act-link">
            {t('imports:schemas_title')}
          </Link>
        }
      />
      <div className={may(me, 'create_import') ? 'kj-columns' : undefined}>
        <ImportList />
        {may(me, 'create_import') && (
          <Panel title={t('imports:new')}>
            <UploadForm onTaken={(id) => void navigate({ to: '/imports/$id', params: { id } })} />
          </Panel>
        )}
      </div>
    </>
  );
}
