import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { Facts } from '@/components/desk/Facts';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { may } from '@/lib/access';
import { lastDay } from '@/lib/format';
import { useMe } from '@/lib/session';
import { useMaintainers, useManagerHistory, type Manager, type ManagerLine } from '../api';
import { NameMaintainer } from './ManagerDialogs';
import { Standing, useClassText } from './ManagerList';

/** A span's last day, where it ends. */
const lastOf = (to: string | null | undefined): string | undefined => (typeof to === 'string' ? lastDay(to) : undefined);

/** What a manager is today. */
export function ManagerFacts({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
  const classText = useClassText();
  return (
    <Panel title={t('people:record')} extra={<ClauseMark id="D2" />}>
      <Facts
        items={[
          { label: t('people:manager_no'), value: manager.manager_no },
          { label: t('people:class'), value: classText(manager) },
          { label: t('people:grade'), value: manager.grade === undefined || manager.grade === null ? '—' : t(`common:grade.${manager.grade}`) },
          { label: t('people:branch'), value: manager.branch_name },
          { label: t('people:state'), value: <Standing manager={manager} /> },
          { label: t('people:term'), value: t('people:term_span', { from: manager.term_from, to: lastOf(manager.term_to) ?? t('people:no_end') }) },
          manager.reason !== undefined && manager.reason !== null && { label: t('people:why_virtual'), value: manager.reason, wide: true },
        ]}
      />
    </Panel>
  );
}

/** Who keeps a virtual manager, by dates. */
export function MaintainerList({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
  const me = useMe();
  const maintainers = useMaintainers(manager.id, manager.class === 'virtual');
  if (manager.class !== 'virtual') return null;
  return (
    <Panel title={t('people:maintainers')} extra={may(me, 'set_maintainers') && <NameMaintainer manager={manager} />}>
      <Table
        size="small"
        pagination={false}
        loading={maintainers.isPending}
        rowKey={(one) => `${one.employee_id}${one.valid_from}`}
        dataSource={maintainers.data ?? []}
        columns={[
          { key: 'name', title: t('people:maintainer'), render: (_value, one) => (one.today ? <strong>{one.name}</strong> : one.name) },
          { key: 'from', title: t('people:from'), render: (_value, one) => <DateText value={one.valid_from} /> },
          { key: 'to', title: t('people:to'), render: (_value, one) => (one.valid_to === undefined || one.valid_to === null ? t('people:no_end') : <DateText value={lastDay(one.valid_to)} />) },
          { key: 'reason', title: t('common:reason'), dataIndex: 'reason' },
        ]}
      />
    </Panel>
  );
}

/** Everything that a manager has been. */
export function ManagerHistory({ manager }: { manager: Manager }) {
  const { t } = useTranslation();
  const classText = useClassText();
  const data = useManagerHistory(manager.id);
  const columns: Column<ManagerLine>[] = [
    { key: 'valid', title: t('people:from'), fixedColumn: true, render: (_value, line) => <DateText value={line.valid_from} /> },
    { key: 'class', title: t('people:class'), render: (_value, line) => classText(line) },
    { key: 'grade', title: t('people:grade'), render: (_value, line) => (line.grade === undefined || line.grade === null ? '' : t(`common:grade.${line.grade}`)) },
    { key: 'state', title: t('people:state'), render: (_value, line) => t(`people:manager_state.${line.state}`) },
    { key: 'branch', title: t('people:branch'), dataIndex: 'branch_name' },
    { key: 'term', title: t('people:term'), render: (_value, line) => t('people:term_span', { from: line.term_from, to: lastOf(line.term_to) ?? t('people:no_end') }) },
    { key: 'reason', title: t('common:reason'), render: (_value, line) => (line.reason === 'import' ? t('common:imported') : line.reason) },
    { key: 'by', title: t('people:changed_by'), render: (_value, line) => line.changed_by ?? <span className="kj-quiet">{t('people:import')}</span> },
    { key: 'known', title: t('people:known_from'), render: (_value, line) => <DateText value={line.known_from} /> },
  ];
  return <DataTable<ManagerLine> id="manager-history" label={t('people:history')} columns={columns} data={data} rowKey={(line) => line.version.toString()} empty={null} />;
}
