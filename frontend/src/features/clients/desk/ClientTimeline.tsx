import { Skeleton, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { TONE_COLOURS } from '@/components/plain/states';
import { useAccounts, useRatings, type ClientDetail } from '../api';
import { clientTimeline, type ClientEvent } from '../timeline';

const TONES = { client: 'grey', account: 'blue', rating: 'gold', ownership: 'green' } as const;

interface Props {
  client: ClientDetail;
  /** Who looked after it from when on; the page brings it. */
  ownership: ClientEvent[];
}

/** Everything that happened to the client, newest first. */
export function ClientTimeline({ client, ownership }: Props) {
  const { t } = useTranslation();
  const accounts = useAccounts(client.id);
  const ratings = useRatings(client.id);
  const error: unknown = accounts.error ?? ratings.error;
  if (error !== null) return <ErrorState error={error} />;
  if (accounts.rows === undefined || ratings.rows === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const events = clientTimeline(client, accounts.rows, ratings.rows, ownership);
  return (
    <Panel label={t('clients:tab.timeline')}>
      <Timeline
        items={events.map((event) => ({
          color: TONE_COLOURS[TONES[event.kind]].text,
          content: (
            <>
              <span className="kj-quiet" style={{ marginRight: 12 }}>
                <DateText value={event.day} />
              </span>
              {t(event.key, { ...event.values, ...Object.fromEntries(Object.entries(event.words ?? {}).map(([name, key]) => [name, t(key)])) })}
              {event.reason !== undefined && event.reason !== '' && <div className="kj-quiet">{event.reason}</div>}
            </>
          ),
        }))}
      />
    </Panel>
  );
}
