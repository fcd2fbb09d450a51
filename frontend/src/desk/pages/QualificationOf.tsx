import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { PersonLink } from '@/components/desk/PersonLink';
import { useQualification, type For } from '@/features/qualification/api';
import { AdverseOf } from '@/features/qualification/desk/AdverseList';
import { Checklist, ForWhat } from '@/features/qualification/desk/Checklist';
import { Employments } from '@/features/qualification/desk/Employments';
import { History } from '@/features/qualification/desk/History';
import { ConvenePanel } from '@/features/qualification/desk/Panels';
import { useUrlFilters } from '@/lib/url-filters';
import { PageSkeleton } from '../layout/PageSkeleton';

/** Somebody's checklist, with what it follows from. */
export function QualificationOf() {
  const { t } = useTranslation();
  const { id = '' } = useParams({ strict: false });
  const [{ class: asked, grade }] = useUrlFilters<'class' | 'grade'>();
  const found = useQualification(id, { class: asked as For['class'], grade: grade as For['grade'] });
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <PageSkeleton />;
  const of = found.data;
  const panel = of.open_panel_id ?? undefined;
  return (
    <>
      <PageHeader
        title={t('qualificationdesk:of', { name: of.name })}
        lead={
          <>
            <PersonLink id={of.employee_id} name={of.name} /> · {of.unit_name} · {of.employee_no}
          </>
        }
        actions={
          <>
            {panel !== undefined && (
              <Link to="/rating-panels/$id" params={{ id: panel }} className="kj-act-link">
                {t('qualificationdesk:see_panel')}
              </Link>
            )}
            {panel === undefined && of.may_convene && <ConvenePanel of={of} />}
          </>
        }
      />
      <div className="kj-stack">
        <ForWhat shown={of} />
        <Checklist of={of} />
        <Employments of={of} />
        <AdverseOf of={of} />
        <Panel title={t('qualificationdesk:history')}>
          <History id={of.employee_id} />
        </Panel>
      </div>
    </>
  );
}
