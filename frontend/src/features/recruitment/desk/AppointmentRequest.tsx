import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { useRanking, useRecruitment } from '../api';
import { points, postText } from '../words';

/** Whom an appointment makes managers, in what post, from when. */
export function AppointmentRequest({ id, payload }: { id: string; payload: Record<string, unknown> }) {
  const { t } = useTranslation();
  const round = useRecruitment(id);
  const ranking = useRanking(id, round.data?.revision ?? 0);
  if (round.error !== null) return <ErrorState error={round.error} onRetry={() => void round.refetch()} />;
  if (round.data === undefined) return <Skeleton active />;
  const winners = Array.isArray(payload.winners) ? (payload.winners as unknown[]) : [];
  const named = (ranking.data?.items ?? []).filter((row) => winners.includes(row.application_id));
  return (
    <Facts
      items={[
        {
          label: t('recruitment:title'),
          value: (
            <Link to="/recruitments/$id" params={{ id }} search={{}}>
              {round.data.title}
            </Link>
          ),
        },
        { label: t('recruitmentdesk:branch'), value: round.data.branch_name },
        { label: t('recruitmentdesk:post'), value: postText(t, round.data) },
        { label: t('recruitmentdesk:term_from'), value: String(payload.term_from) },
        { label: t('recruitmentdesk:appointees'), value: named.map((row) => t('recruitmentdesk:appointee', { name: row.name, place: row.place, points: points(row.hundredths) })).join('、'), wide: true },
      ]}
    />
  );
}
