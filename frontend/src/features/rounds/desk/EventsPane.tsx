import { Skeleton, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { DateText } from '@/components/plain/DateText';
import { STATE_TONES, TONE_COLOURS } from '@/components/plain/states';
import { useRoundEvents } from '../api';

/** A round's steps, in order: when, what, who, why. */
export function EventsPane({ roundId }: { roundId: string }) {
  const { t } = useTranslation();
  const events = useRoundEvents(roundId);
  if (events.error !== null) return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  if (events.data === undefined) return <Skeleton active />;
  return (
    <Timeline
      items={events.data.map((event) => ({
        key: event.id,
        color: TONE_COLOURS[STATE_TONES[event.to_state]].text,
        content: (
          <>
            <div>
              <strong>{t(`common:state.${event.to_state}`)}</strong>{' '}
              <span className="kj-quiet">
                <DateText value={event.at} exact /> · {event.by ?? t('roundsdesk:by_clock')}
              </span>
            </div>
            {event.reason !== null && event.reason !== undefined && <div>{event.reason}</div>}
          </>
        ),
      }))}
    />
  );
}
