import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { Sheet } from '@/components/field/Sheet';
import { TextAreaField } from '@/components/field/TextAreaField';
import { TextField } from '@/components/field/TextField';
import { showText } from '@/components/field/toasts';
import { readDraft, writeDraft } from '@/lib/drafts';
import { fieldErrors } from '@/lib/field-errors';
import { useMe } from '@/lib/session';
import { useApply, useColleagues, type ClientItem } from '../api';

const WHOLE_BPS = 10_000;

interface Typed {
  manager: string;
  from: string;
  /** Who manages the credit, where a virtual manager receives it. */
  credit: string;
  reason: string;
}

function kept(value: unknown): Typed {
  const found = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const text = (name: string): string => (typeof found[name] === 'string' ? found[name] : '');
  return { manager: text('manager'), from: text('from'), credit: text('credit'), reason: text('reason') };
}

/** Applies to hand a client to a colleague: branch group, then head office, then the day (D9.4). */
export function AdjustSheet({ client, onClose }: { client: ClientItem; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const draft = `adjust.${client.id}`;
  const [typed, setTyped] = useState(() => kept(readDraft(me.user_id, draft)));
  const [missing, setMissing] = useState<Partial<Record<keyof Typed, string>>>({});
  const colleagues = useColleagues(client.branch_id, true);
  const apply = useApply();
  const named = fieldErrors(apply.error);
  const at = (field: string): string | undefined => named.find((error) => error.name[0] === field)?.errors.join(' ');
  const type = (patch: Partial<Typed>): void => {
    const next = { ...typed, ...patch };
    setTyped(next);
    setMissing({});
    writeDraft(me.user_id, draft, next);
  };
  const submit = (): void => {
    const lacking: typeof missing = {};
    if (typed.manager === '') lacking.manager = t('book:manager_required');
    if (typed.from === '') lacking.from = t('book:from_required');
    if (typed.reason.trim() === '') lacking.reason = t('common:confirm.reason_required');
    setMissing(lacking);
    if (Object.keys(lacking).length > 0) return;
    apply.mutate(
      { client_id: client.id, shares: [{ manager_id: typed.manager, bps: WHOLE_BPS }], effective_on: typed.from, ...(typed.credit !== '' && { credit_manager_id: typed.credit }), reason: typed.reason.trim() },
      {
        onSuccess: () => {
          writeDraft(me.user_id, draft, undefined);
          showText(t('book:applied'));
          onClose();
        },
      },
    );
  };
  const managerError = missing.manager ?? at('shares');
  const creditError = at('credit_manager_id');
  return (
    <Sheet open title={t('book:adjust')} lead={t('book:adjust_lead', { client: client.name })} onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          submit();
        }}
      >
        <label className="grid gap-1.5">
          <span className="text-[15px]">{t('book:to')}</span>
          <select
            className={`min-h-12 rounded-lg border bg-white px-3 text-[16px] ${managerError === undefined ? 'border-field' : 'border-red'}`}
            aria-invalid={managerError !== undefined}
            value={typed.manager}
            onChange={(event) => {
              type({ manager: event.target.value });
            }}
          >
            <option value="">{t('book:choose')}</option>
            {(colleagues.data ?? [])
              .filter((row) => row.id !== me.manager_id)
              .map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name} · {row.manager_no}
                </option>
              ))}
          </select>
          {managerError !== undefined && (
            <span role="alert" className="text-[13px] text-red">
              {managerError}
            </span>
          )}
        </label>
        {(typed.credit !== '' || creditError !== undefined) && (
          <label className="grid gap-1.5">
            <span className="text-[15px]">{t('book:credit_manager')}</span>
            <select
              className={`min-h-12 rounded-lg border bg-white px-3 text-[16px] ${creditError === undefined ? 'border-field' : 'border-red'}`}
              aria-invalid={creditError !== undefined}
              value={typed.credit}
              onChange={(event) => {
                type({ credit: event.target.value });
              }}
            >
              <option value="">{t('book:choose')}</option>
              {(colleagues.data ?? []).map((row) => (
                <option key={row.id} value={row.id}>
                  {row.name} · {row.manager_no}
                </option>
              ))}
            </select>
            {creditError !== undefined && (
              <span role="alert" className="text-[13px] text-red">
                {creditError}
              </span>
            )}
          </label>
        )}
        <TextField
          label={t('book:from')}
          type="date"
          value={typed.from}
          error={missing.from ?? at('effective_on')}
          onChange={(event) => {
            type({ from: event.target.value });
          }}
        />
        <TextAreaField
          label={t('common:confirm.reason')}
          maxLength={2000}
          value={typed.reason}
          error={missing.reason ?? at('reason')}
          onChange={(event) => {
            type({ reason: event.target.value });
          }}
        />
        {apply.error !== null && named.length === 0 && <ErrorState error={apply.error} />}
        <ClauseMark id="D9.4" />
        <Button type="submit" running={apply.isPending}>
          {t('book:apply')}
        </Button>
      </form>
    </Sheet>
  );
}
