import { useQuery } from '@tanstack/react-query';
import { Button, Popover, Skeleton } from 'antd';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseSource } from '@/components/plain/clause-source';

interface Props {
  id: string;
  /** The version of the policy that the computation or refusal used. */
  policyVersion?: number | string | undefined;
}

function Body({ id, policyVersion }: Props) {
  const { t } = useTranslation();
  const fetchClause = useContext(ClauseSource);
  const clause = useQuery({
    queryKey: ['clauses', id],
    queryFn: () => {
      if (fetchClause === undefined) throw new Error('no ClauseSource above this mark');
      return fetchClause(id);
    },
    staleTime: Infinity,
  });
  return (
    <div style={{ maxWidth: 320 }}>
      {clause.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} style={{ width: 240 }} />}
      {clause.isError && <div>{t('common:clause.failed')}</div>}
      {clause.data !== undefined && <div>{clause.data.summary}</div>}
      {clause.data?.carriedOutBy !== undefined && (
        <div className="kj-quiet" style={{ marginTop: 8 }}>
          {t('common:clause.carried_out', { by: clause.data.carriedOutBy })}
        </div>
      )}
      {policyVersion !== undefined && (
        <div className="kj-quiet" style={{ marginTop: 4 }}>
          {t('common:clause.policy', { version: policyVersion })}
        </div>
      )}
    </div>
  );
}

/** The small mark behind a refusal, a warning or a computed figure; opens the clause's summary. */
export function ClauseMark({ id, policyVersion }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      title={t('common:clause.title', { id })}
      content={<Body id={id} policyVersion={policyVersion} />}
    >
      <Button type="link" size="small" className="kj-clause" aria-expanded={open}>
        {t('common:clause.mark', { id })}
      </Button>
    </Popover>
  );
}
