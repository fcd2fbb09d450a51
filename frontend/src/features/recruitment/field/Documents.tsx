import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { ErrorState } from '@/components/field/ErrorState';
import { showText } from '@/components/field/toasts';
import { newId } from '@/lib/api';
import { useOnline } from '@/lib/online';
import { ACCEPTED, addDocument, DOCUMENT_KINDS, removeDocument, useRecruitmentAct, type DocumentKind, type Eligibility, type Recruitment } from '../api';
import { bytes } from '../words';

/** My documents: PDF, JPEG or PNG, told by their bytes. */
export function Documents({ round, answer }: { round: Recruitment; answer: Eligibility }) {
  const { t } = useTranslation();
  const online = useOnline();
  const id = useId();
  const [kind, setKind] = useState<DocumentKind>('resume');
  const [tooLarge, setTooLarge] = useState(false);
  const add = useRecruitmentAct((file: File) => addDocument(round.id, kind, file, newId()));
  const remove = useRecruitmentAct((document: string) => removeDocument(document));
  const full = answer.documents.length >= answer.documents_max;
  return (
    <section className="grid gap-3 rounded-xl border border-line bg-white p-4">
      <h2 className="font-semibold">{t('recruitment:documents')}</h2>
      <p className="text-[14px] text-quiet">{t('recruitment:documents_hint', { max: answer.documents_max, size: bytes(answer.document_bytes) })}</p>
      <ul className="grid gap-2">
        {answer.documents.map((document, index) => {
          const name = t('recruitment:document', { no: index + 1, kind: t(`recruitment:document_kind.${document.kind}`) });
          return (
            <li key={document.id} className="flex items-center justify-between gap-3">
              <span>
                {name} <span className="text-[14px] text-quiet">{bytes(document.size)}</span>
              </span>
              <Button
                kind="quiet"
                aria-label={t('recruitment:remove_document', { name })}
                running={remove.isPending && remove.variables === document.id}
                onClick={() => {
                  remove.mutate(document.id);
                }}
              >
                {t('recruitment:remove')}
              </Button>
            </li>
          );
        })}
      </ul>
      {!full && (
        <>
          <label className="grid gap-1 text-[14px] text-quiet">
            {t('recruitment:document_what')}
            <select
              className="min-h-12 rounded-lg border border-line bg-white px-3 text-[16px] text-ink"
              value={kind}
              onChange={(event) => {
                setKind(event.target.value as DocumentKind);
              }}
            >
              {DOCUMENT_KINDS.map((value) => (
                <option key={value} value={value}>
                  {t(`recruitment:document_kind.${value}`)}
                </option>
              ))}
            </select>
          </label>
          <label htmlFor={id} className={`relative inline-flex min-h-12 items-center justify-center rounded-lg border border-line bg-white px-5 text-[16px] font-medium text-brand has-focus-visible:outline-2 ${online ? '' : 'opacity-60'}`}>
            {add.isPending ? t('common:loading') : t('recruitment:add_document')}
            <input
              id={id}
              type="file"
              accept={ACCEPTED}
              disabled={!online || add.isPending}
              className="absolute inset-0 opacity-0"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file === undefined) return;
                setTooLarge(file.size > answer.document_bytes);
                if (file.size > answer.document_bytes) return;
                add.mutate(file, {
                  onSuccess: () => {
                    showText(t('recruitment:document_added'));
                  },
                });
              }}
            />
          </label>
        </>
      )}
      {tooLarge && <p className="text-red">{t('recruitment:too_large', { size: bytes(answer.document_bytes) })}</p>}
      {add.error !== null && <ErrorState error={add.error} />}
      {remove.error !== null && <ErrorState error={remove.error} />}
    </section>
  );
}
