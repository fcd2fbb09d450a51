import { InputNumber, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AREAS, DIFFICULTIES, KINDS, useQuestionCounts, type PaperRule } from '../api';
import { asked, available, total, withCount } from '../plan';

const ANY = 0;
const MOST = 50;

interface Props {
  value?: PaperRule[];
  onChange?: (rules: PaperRule[]) => void;
  id?: string;
}

/** How many questions of each area and kind, for each difficulty or for any; beside each what the bank has. */
export function RulesTable({ value = [], onChange, id }: Props) {
  const { t } = useTranslation();
  const counts = useQuestionCounts();
  const [difficulty, setDifficulty] = useState<number>(ANY);
  const known = counts.data?.items ?? [];
  const word = (level: number): string => (level === ANY ? t('examsdesk:any_difficulty') : t(`examsdesk:difficulty_of.${level.toString()}`));
  return (
    <div id={id}>
      <div className="kj-filters" style={{ justifyContent: 'space-between', marginBottom: 8 }}>
        <Segmented<number> options={[ANY, ...DIFFICULTIES].map((level) => ({ value: level, label: word(level) }))} value={difficulty} onChange={setDifficulty} aria-label={t('examsdesk:difficulty')} />
        <strong>{t('examsdesk:total', { count: total(value) })}</strong>
      </div>
      <div className="kj-counts-scroll" tabIndex={0} role="region" aria-label={t('examsdesk:rules')}>
        <table className="kj-counts">
          <thead>
            <tr>
              <th scope="col">{t('examsdesk:area')}</th>
              {KINDS.map((kind) => (
                <th key={kind} scope="col">
                  {t(`exams:kind.${kind}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {AREAS.map((area) => (
              <tr key={area}>
                <th scope="row">
                  {area.toUpperCase()} {t(`examsdesk:area_of.${area}`)}
                </th>
                {KINDS.map((kind) => {
                  const cell = { area, kind, difficulty };
                  const has = available(known, cell);
                  return (
                    <td key={kind}>
                      <InputNumber
                        size="small"
                        min={0}
                        max={Math.min(has, MOST)}
                        precision={0}
                        value={asked(value, cell)}
                        disabled={has === 0 && asked(value, cell) === 0}
                        aria-label={t('examsdesk:rule_cell', { area: t(`examsdesk:area_of.${area}`), kind: t(`exams:kind.${kind}`), difficulty: word(difficulty) })}
                        style={{ width: 64 }}
                        onChange={(count) => onChange?.(withCount(value, cell, count ?? 0))}
                      />{' '}
                      <span className="kj-quiet">{t('examsdesk:available', { count: has })}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
