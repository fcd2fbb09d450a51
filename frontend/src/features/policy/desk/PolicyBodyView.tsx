import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { Money } from '@/components/plain/Money';
import { count } from '@/lib/format';
import { GRADES, type Grade, type PolicyBody } from '../api';
import { policyLines, whenKey, type PolicyLine } from '../compare';
import { PolicyValueText } from './PolicyValueText';
import { useLineName } from './line-name';

/** Everything that a version decides. */
export function PolicyBodyView({ body, number }: { body: PolicyBody; number: number }) {
  const { t } = useTranslation();
  const name = useLineName();
  const lines = policyLines(body);
  const facts = (group: PolicyLine['group']) => <Facts items={lines.filter((line) => line.group === group).map((line) => ({ label: name(line), value: <PolicyValueText value={line.value} /> }))} />;
  const limit = (value: number | null | undefined) => (value === null || value === undefined ? <span className="kj-quiet">{t('common:unlimited')}</span> : count(value));
  const marks = (...ids: string[]) => ids.map((id) => <ClauseMark key={id} id={id} policyVersion={number} />);
  return (
    <div className="kj-stack">
      <Panel title={t('policy:group.capacity')} extra={marks('E2.2', 'E4.2')}>
        <Table<Grade>
          size="small"
          pagination={false}
          rowKey={(grade) => grade}
          dataSource={[...GRADES].reverse()}
          columns={[
            { key: 'grade', title: t('policy:grade'), render: (_value, grade) => t(`common:grade.${grade}`) },
            { key: 'clients', title: t('policy:clients'), align: 'right', render: (_value, grade) => limit(body.capacity.find((entry) => entry.grade === grade)?.clients) },
            { key: 'core', title: t('policy:core_clients'), align: 'right', render: (_value, grade) => limit(body.capacity.find((entry) => entry.grade === grade)?.core_clients) },
            {
              key: 'exposure',
              title: t('policy:exposure'),
              align: 'right',
              render: (_value, grade) => {
                const fen = body.capacity.find((entry) => entry.grade === grade)?.exposure_fen;
                return fen === null || fen === undefined ? limit(undefined) : <Money fen={fen} />;
              },
            },
          ]}
        />
      </Panel>
      <Panel title={t('policy:group.grade_rules')} extra={marks('E2.2', 'E4.2')}>
        {body.grade_rules.length === 0 ? (
          <p className="kj-quiet">{t('policy:no_rules')}</p>
        ) : (
          <Facts items={body.grade_rules.map((rule) => ({ label: t('policy:line.rule', { when: t(whenKey(rule.when)) }), value: t('policy:at_least', { grade: t(`common:grade.${rule.grade}`) }) }))} />
        )}
      </Panel>
      <Panel title={t('policy:group.worth')} extra={marks('D9.1')}>
        {facts('worth')}
      </Panel>
      <Panel title={t('policy:group.notice')} extra={marks('D9.5')}>
        {facts('notice')}
      </Panel>
      <Panel title={t('policy:group.clearing')} extra={marks('D9.5')}>
        {facts('clearing')}
      </Panel>
      <Panel title={t('policy:group.data')} extra={marks('D13')}>
        {facts('data')}
      </Panel>
      <Panel title={t('policy:group.training')} extra={marks('D8.2')}>
        {facts('training')}
      </Panel>
      <Panel title={t('policy:group.qualification')} extra={marks('D3.1', 'E2.1')}>
        {facts('qualification')}
      </Panel>
      <Panel title={t('policy:group.staffing')} extra={marks('D4', 'E2.3', 'E2.4', 'E3.3')}>
        {facts('staffing')}
      </Panel>
      <Panel title={t('policy:group.standards')} extra={marks('E2.4')}>
        {facts('standards')}
      </Panel>
      <Panel title={t('policy:group.recruitment')} extra={marks('D4')}>
        {facts('recruitment')}
      </Panel>
    </div>
  );
}
