import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/field/ClauseMark';
import { ErrorState } from '@/components/field/ErrorState';
import { ListSkeleton } from '@/components/field/ListSkeleton';
import { StateTag } from '@/components/plain/StateTag';
import { CLASSES, GRADES, useQualification, type For, type Line, type Qualification } from '../api';
import { adverseState, groundsOf, missingOf, outcomeState } from '../lines';
import { useSentence } from '../sentence';

function Choice<T extends string>({ label, value, options, words, onChange }: { label: string; value: T | undefined; options: readonly T[]; words: (value: T) => string; onChange: (value: T) => void }) {
  return (
    <label className="grid gap-1 text-[14px] text-quiet">
      {label}
      <select
        className="min-h-12 rounded-lg border border-line bg-white px-3 text-[16px] text-ink"
        value={value}
        onChange={(event) => {
          onChange(event.target.value as T);
        }}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words(option)}
          </option>
        ))}
      </select>
    </label>
  );
}

function LineCard({ line, further }: { line: Line; further: string | null | undefined }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  const missing = missingOf(line);
  return (
    <li className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
      <span className="flex items-start justify-between gap-3">
        <span className="text-[16px] font-semibold">{t(`qualification:line.${line.line}`)}</span>
        <StateTag state={outcomeState(line)} />
      </span>
      {line.line === 'further' && typeof further === 'string' && <p>{further}</p>}
      {groundsOf(line).map((said) => (
        <p key={said.key} className="text-[14px]">
          {sentence(said)}
        </p>
      ))}
      {typeof line.evidence === 'string' && <p className="text-[14px] text-quiet">{line.evidence}</p>}
      {typeof line.said_by === 'string' && (
        <p className="text-[14px] text-quiet">
          {t('qualification:said_by', { name: line.said_by, date: line.said_on ?? '' })}
        </p>
      )}
      {missing !== undefined && <p className="text-gold text-[15px]">{t(missing)}</p>}
      <span>
        <ClauseMark id={line.clause} />
      </span>
    </li>
  );
}

function Records({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  if (of.adverse_records.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="text-[16px] font-semibold">{t('qualification:adverse')}</h2>
      <ul className="grid gap-3">
        {of.adverse_records.map((record) => (
          <li key={record.id} className="grid gap-1.5 rounded-xl border border-line bg-white p-4">
            <span className="flex items-start justify-between gap-3">
              <span className="font-semibold">{t(`qualification:adverse_kind.${record.kind}`)}</span>
              <StateTag state={adverseState(record)} />
            </span>
            <p>{record.description}</p>
            <p className="text-[14px] text-quiet tabular-nums">
              {record.counts_from} – {record.counts_to ?? t('qualification:until_lifted')}
            </p>
            {typeof record.reason === 'string' && <p className="text-[14px] text-quiet">{t('qualification:lifted_because', { reason: record.reason })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One's own checklist on the phone, and what is missing. */
export function ChecklistPage() {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<For>({});
  const found = useQualification(undefined, asked);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <ListSkeleton rows={6} />;
  const of = found.data;
  const missing = of.lines.filter((line) => line.outcome !== 'passed');
  const met = of.lines.filter((line) => line.outcome === 'passed');
  const cards = (lines: Line[]) => (
    <ul className="grid gap-3">
      {lines.map((line) => (
        <LineCard key={line.line} line={line} further={of.further} />
      ))}
    </ul>
  );
  return (
    <div className="grid gap-4">
      <section className="grid gap-3 rounded-xl border border-line bg-white p-4">
        <p className={`text-[18px] font-semibold ${of.qualified ? 'text-green' : ''}`}>{of.qualified ? t('qualification:qualified') : t('qualification:missing_count', { count: missing.length })}</p>
        <div className="grid grid-cols-2 gap-3">
          <Choice
            label={t('qualification:class')}
            value={asked.class ?? (of.class === 'a' ? 'a' : 'b')}
            options={CLASSES}
            words={(value) => t(`common:class.${value}`)}
            onChange={(value) => {
              setAsked({ ...asked, class: value });
            }}
          />
          <Choice
            label={t('qualification:grade')}
            value={asked.grade ?? of.grade}
            options={GRADES}
            words={(value) => t(`common:grade.${value}`)}
            onChange={(value) => {
              setAsked({ ...asked, grade: value });
            }}
          />
        </div>
      </section>
      {missing.length > 0 && (
        <section className="grid gap-2">
          <h2 className="text-[16px] font-semibold">{t('qualification:missing_title')}</h2>
          {cards(missing)}
        </section>
      )}
      {met.length > 0 && (
        <section className="grid gap-2">
          <h2 className="text-[16px] font-semibold">{t('qualification:met_title')}</h2>
          {cards(met)}
        </section>
      )}
      <Records of={of} />
    </div>
  );
}
