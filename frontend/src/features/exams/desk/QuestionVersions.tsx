import { Collapse, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/desk/ErrorState';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { count } from '@/lib/format';
import { useQuestionVersions, type Question, type QuestionVersion } from '../api';
import { QuestionView } from './QuestionView';

function Heading({ version }: { version: QuestionVersion }) {
  const { t } = useTranslation();
  const changed = version.changed.map((part) => t(`examsdesk:part.${part}`)).join(t('examsdesk:and'));
  return (
    <span style={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 8 }}>
      <strong>{t('examsdesk:version', { number: version.number })}</strong>
      {version.in_use && <StateTag state="in_use" />}
      <span>{changed === '' ? t('examsdesk:first_version') : t('examsdesk:changed', { parts: changed })}</span>
      <span className="kj-quiet">
        {version.author ?? t('examsdesk:standard')} · <DateText value={version.written_at} />
      </span>
    </span>
  );
}

/** Every version of a question: what it changed, by whom and when, and what it said. Papers drawn before keep theirs. */
export function QuestionVersions({ question }: { question: Question }) {
  const { t } = useTranslation();
  const versions = useQuestionVersions(question.id);
  return (
    <Panel title={t('examsdesk:versions')}>
      {versions.error !== null ? (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      ) : versions.data === undefined ? (
        <Skeleton active paragraph={{ rows: 3 }} />
      ) : (
        <Collapse
          items={versions.data.map((version) => ({
            key: version.number.toString(),
            label: <Heading version={version} />,
            children: (
              <>
                <p className="kj-quiet" style={{ marginTop: 0 }}>
                  {t(`examsdesk:difficulty_of.${version.difficulty.toString()}`)} · {t('examsdesk:points_count', { points: count(version.points) })}
                </p>
                <QuestionView question={{ ...version, kind: question.kind }} />
              </>
            ),
          }))}
        />
      )}
    </Panel>
  );
}
