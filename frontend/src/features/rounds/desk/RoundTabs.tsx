import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUrlFilters } from '@/lib/url-filters';
import type { Round, RoundState } from '../api';
import { ApplicationsPane } from './ApplicationsPane';
import { AssignmentsPane } from './AssignmentsPane';
import { CommitmentsPane } from './CommitmentsPane';
import { DryRunPane } from './DryRunPane';
import { EventsPane } from './EventsPane';
import { LotTable } from './LotTable';
import { ObjectionsPane } from './ObjectionsPane';
import { ParticipantTable } from './ParticipantTable';
import { ResultPane } from './ResultPane';

const DECIDED: readonly RoundState[] = ['cleared', 'notice', 'confirmed', 'effective'];

/** A round by question; the tab stands in the URL. */
export function RoundTabs({ round }: { round: Round }) {
  const { t } = useTranslation();
  const [{ tab }, set] = useUrlFilters<'tab'>();
  const tender = round.method === 'open_tender';
  // A correction takes an announced tender back to its clearing; its objections stay to be read and decided.
  const announced = typeof round.notice_ends_at === 'string';
  const decided = DECIDED.includes(round.state);
  const go = (key: string): void => {
    set({ tab: key });
  };
  const items = [
    ...(tender && decided
      ? [
          {
            key: 'result',
            label: t('roundsdesk:tab.result'),
            children: (
              <ResultPane
                round={round}
                onAssign={
                  round.may.includes('assign_lot')
                    ? () => {
                        go('assignments');
                      }
                    : undefined
                }
              />
            ),
          },
        ]
      : []),
    { key: 'lots', label: t('roundsdesk:tab.lots'), children: <LotTable round={round} /> },
    { key: 'participants', label: t('roundsdesk:tab.participants'), children: <ParticipantTable round={round} /> },
    ...(round.method === 'voluntary_application' && round.state !== 'draft' ? [{ key: 'applications', label: t('roundsdesk:tab.applications'), children: <ApplicationsPane round={round} /> }] : []),
    ...(round.state !== 'draft' && round.state !== 'published' ? [{ key: 'assignments', label: t('roundsdesk:tab.assignments'), children: <AssignmentsPane round={round} /> }] : []),
    ...(round.state !== 'cancelled' ? [{ key: 'effect', label: t('roundsdesk:tab.effect'), children: <DryRunPane roundId={round.id} /> }] : []),
    ...(announced && round.state !== 'cancelled' ? [{ key: 'objections', label: t('roundsdesk:tab.objections'), children: <ObjectionsPane round={round} /> }] : []),
    ...(['confirmed', 'effective'].includes(round.state) ? [{ key: 'commitments', label: t('roundsdesk:tab.commitments'), children: <CommitmentsPane round={round} /> }] : []),
    { key: 'events', label: t('roundsdesk:tab.events'), children: <EventsPane roundId={round.id} /> },
  ];
  const known = items.some((item) => item.key === tab) ? tab : items[0]?.key;
  return <Tabs activeKey={known ?? 'lots'} items={items} onChange={go} destroyOnHidden />;
}
