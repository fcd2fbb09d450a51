import { useQuery } from '@tanstack/react-query';
import { Popover } from 'radix-ui';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseSource } from '@/components/plain/clause-source';
import { MARK, type Props } from './clause-mark';

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
    <>
      <p className="font-semibold">{t('common:clause.title', { id })}</p>
      <p>{clause.data?.summary ?? (clause.isError ? t('common:clause.failed') : t('common:loading'))}</p>
      {policyVersion !== undefined && <p className="text-[13px] text-quiet">{t('common:clause.policy', { version: policyVersion })}</p>}
    </>
  );
}

/** A clause's mark and what opens from it. */
export function ClausePopover({ id, policyVersion }: Props) {
  const { t } = useTranslation();
  return (
    <Popover.Root>
      <Popover.Trigger className={MARK}>{t('common:clause.mark', { id })}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content collisionPadding={16} sideOffset={4} className="z-50 grid max-w-[calc(100vw-32px)] gap-1.5 rounded-lg border border-line bg-white p-4 shadow-lg">
          <Body id={id} policyVersion={policyVersion} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
