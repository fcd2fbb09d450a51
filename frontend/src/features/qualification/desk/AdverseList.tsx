import { Table } from 'antd';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { may } from '@/lib/access';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { useAdverseRecords, type Adverse, type AdverseRow, type Qualification } from '../api';
import { adverseState } from '../lines';
import { AdverseSpan, EnterAdverse, LiftAdverse } from './AdverseParts';

/** The register of the whole bank. */
export function AdverseRegister() {
  const { t } = useTranslation();
  const me = useMe();
  const [filters, setFilters] = useUrlFilters<'counting'>();
  const data = useAdverseRecords(filters.counting === 'true');
  const lifts = may(me, 'lift_adverse');
  const columns: Column<AdverseRow>[] = [
    {
      key: 'name',
      title: t('qualificationdesk:person'),
      fixedColumn: true,
      render: (_value, row) => (
        <span className="kj-two">
          <Link to="/qualification/$id" params={{ id: row.employee_id }}>
            {row.name}
          </Link>
          <small className="kj-quiet">
            {row.employee_no} · {row.unit_name}
          </small>
        </span>
      ),
    },
    { key: 'kind', title: t('qualificationdesk:adverse_kind'), render: (_value, row) => t(`qualification:adverse_kind.${row.kind}`) },
    { key: 'description', title: t('qualificationdesk:description'), render: (_value, row) => <div className="kj-grounds">{row.description}</div> },
    { key: 'evidence', title: t('qualificationdesk:evidence'), hiddenAtFirst: true, render: (_value, row) => <div className="kj-grounds">{row.evidence}</div> },
    { key: 'occurred', title: t('qualificationdesk:occurred_on'), hiddenAtFirst: true, render: (_value, row) => <DateText value={row.occurred_on} /> },
    { key: 'span', title: t('qualificationdesk:counts_span'), render: (_value, row) => <AdverseSpan record={row} /> },
    { key: 'state', title: t('qualificationdesk:adverse_state'), fixedColumn: true, render: (_value, row) => <StateTag state={adverseState(row)} /> },
    { key: 'by', title: t('qualificationdesk:recorded_by'), hiddenAtFirst: true, render: (_value, row) => row.entered_by ?? '' },
    { key: 'reason', title: t('qualificationdesk:lift_reason'), render: (_value, row) => <div className="kj-grounds">{row.reason ?? ''}</div> },
    ...(lifts ? [{ key: 'act', title: t('qualificationdesk:acts'), fixedColumn: true, render: (_value: unknown, row: AdverseRow) => typeof row.lifted_on !== 'string' && row.employee_id !== me.employee_id && <LiftAdverse record={row} name={row.name} /> }] : []),
  ];
  return (
    <DataTable<AdverseRow>
      id="adverse-records"
      label={t('qualificationdesk:register')}
      columns={columns}
      rowKey={(row) => row.id}
      data={data}
      filters={
        <FilterSelect
          label={t('qualificationdesk:adverse_state')}
          value={filters.counting}
          options={[{ value: 'true', label: t('common:state.counting') }]}
          onChange={(counting) => {
            setFilters({ counting });
          }}
        />
      }
      empty={<EmptyState title={t('qualificationdesk:register_none')} detail={t('qualificationdesk:register_none_detail')} />}
    />
  );
}

/** One person's records. */
export function AdverseOf({ of }: { of: Qualification }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('qualificationdesk:adverse_records')} extra={of.may_record && <EnterAdverse employee={{ id: of.employee_id, name: of.name }} />}>
      {of.adverse_records.length === 0 ? (
        <p className="kj-quiet">{t('qualification:no_adverse')}</p>
      ) : (
        <Table<Adverse>
          size="small"
          pagination={false}
          rowKey={(row) => row.id}
          dataSource={of.adverse_records}
          scroll={{ x: 'max-content' }}
          columns={[
            { key: 'kind', title: t('qualificationdesk:adverse_kind'), render: (_value, row) => <strong>{t(`qualification:adverse_kind.${row.kind}`)}</strong> },
            { key: 'description', title: t('qualificationdesk:description'), render: (_value, row) => <div className="kj-grounds">{row.description}</div> },
            { key: 'evidence', title: t('qualificationdesk:evidence'), render: (_value, row) => <div className="kj-grounds">{row.evidence}</div> },
            { key: 'span', title: t('qualificationdesk:counts_span'), render: (_value, row) => <AdverseSpan record={row} /> },
            { key: 'state', title: t('qualificationdesk:adverse_state'), render: (_value, row) => <StateTag state={adverseState(row)} /> },
            { key: 'reason', title: t('qualificationdesk:lift_reason'), render: (_value, row) => <div className="kj-grounds">{row.reason ?? ''}</div> },
            ...(of.may_record ? [{ key: 'act', title: t('qualificationdesk:acts'), render: (_value: unknown, row: Adverse) => typeof row.lifted_on !== 'string' && <LiftAdverse record={row} name={of.name} /> }] : []),
          ]}
        />
      )}
    </Panel>
  );
}
