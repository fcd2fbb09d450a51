import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { ErrorState } from './ErrorState';
import { Sheet } from './Sheet';
import { TextAreaField } from './TextAreaField';
import { readDraft, writeDraft } from '@/lib/drafts';
import { fieldErrors } from '@/lib/field-errors';
import { useOnline } from '@/lib/online';
import { useMe } from '@/lib/session';

interface Props {
  title: string;
  lead: string;
  label: string;
  /** The act, on its button. */
  act: string;
  /** Under which the text is kept until it is sent. */
  draft: string;
  running: boolean;
  error: unknown;
  onSubmit: (text: string, forget: () => void) => void;
  onClose: () => void;
}

/** An act that needs a few sentences; they survive a lost network. */
export function ReasonSheet({ title, lead, label, act, draft, running, error, onSubmit, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const online = useOnline();
  const [text, setText] = useState(() => {
    const kept = readDraft(me.user_id, draft);
    return typeof kept === 'string' ? kept : '';
  });
  const [missing, setMissing] = useState(false);
  const named = fieldErrors(error);
  const said = named.map((field) => field.errors.join(' ')).join(' ');
  return (
    <Sheet open title={title} lead={lead} onClose={onClose}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          setMissing(text.trim() === '');
          if (text.trim() !== '')
            onSubmit(text.trim(), () => {
              writeDraft(me.user_id, draft, undefined);
            });
        }}
      >
        <TextAreaField
          label={label}
          maxLength={2000}
          value={text}
          error={missing ? t('common:confirm.reason_required') : said === '' ? undefined : said}
          onChange={(event) => {
            setText(event.target.value);
            setMissing(false);
            writeDraft(me.user_id, draft, event.target.value === '' ? undefined : event.target.value);
          }}
        />
        {error !== null && error !== undefined && named.length === 0 && <ErrorState error={error} />}
        {!online && <p className="text-gold">{t('field:offline_send')}</p>}
        <Button type="submit" running={running} disabled={!online}>
          {act}
        </Button>
      </form>
    </Sheet>
  );
}
