import { useTranslation } from 'react-i18next';
import { StateTag } from '@/components/plain/StateTag';
import type { Grade, ManagerClass } from '../types';

/** A manager's class and grade in words; says when there is no standing. */
export function ManagerClassText({ row }: { row: { class: ManagerClass; grade?: Grade | null; has_standing?: boolean } }) {
  const { t } = useTranslation();
  const grade = row.grade === null || row.grade === undefined ? '' : ` · ${t(`rounds:grade.${row.grade}`)}`;
  return (
    <span>
      {t(`rounds:class.${row.class}`)}
      {grade} {row.has_standing === false && <StateTag state="ineligible" />}
    </span>
  );
}
