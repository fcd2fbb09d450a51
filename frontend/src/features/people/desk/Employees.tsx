import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, DatePicker, Drawer, Form, Input, Select, Skeleton, Table, Tag } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { DataTable, type Column } from '@/components/desk/DataTable';
import { EmptyState } from '@/components/desk/EmptyState';
import { ErrorState } from '@/components/desk/ErrorState';
import { Facts } from '@/components/desk/Facts';
import { FilterSelect } from '@/components/desk/FilterSelect';
import { FormDialog } from '@/components/desk/FormDialog';
import { PersonLink } from '@/components/desk/PersonLink';
import { useSaid } from '@/components/desk/said';
import { SearchBox } from '@/components/desk/SearchBox';
import { DateText } from '@/components/plain/DateText';
import { may } from '@/lib/access';
import { lastDay } from '@/lib/format';
import { useBranchOptions, useOrgUnits } from '@/lib/lookups';
import { useMe } from '@/lib/session';
import { useUrlFilters } from '@/lib/url-filters';
import { BRANCH_ROLES, HQ_ROLES, proposePosition, proposePositionEnd, useEmployee, useEmployees, type Employee, type EmployeeDetail, type EmployeeFilter, type Position, type Role } from '../api';

interface ProposeValues {
  role: Role;
  org_unit_id: string;
  valid_from: Dayjs;
  reason: string;
}

function Propose({ employee }: { employee: EmployeeDetail }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  const head = useOrgUnits('head_office');
  const branches = useOrgUnits('branch');
  const outlets = useOrgUnits('outlet');
  const roles = (list: readonly Role[]) => list.map((role) => ({ value: role, label: t(`common:role.${role}`) }));
  const required = (key: string) => [{ required: true, message: t(key) }];
  return (
    <>
      <Button
        type="primary"
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('people:propose')}
      </Button>
      <FormDialog<ProposeValues>
        open={open}
        title={t('people:propose_title', { name: employee.name })}
        act={t('people:propose_act')}
        initialValues={{ valid_from: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const request = await proposePosition({ employee_id: employee.id, role: values.role, org_unit_id: values.org_unit_id, valid_from: values.valid_from.format('YYYY-MM-DD'), reason: values.reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['approvals'] });
          say(t('people:proposed'), { href: `/approvals/${request}?box=proposed`, label: t('people:see_request') });
        }}
      >
        {(form) => (
          <>
            <p className="kj-quiet">
              {t('people:propose_lead')} <ClauseMark id="E4.0" />
            </p>
            <Form.Item name="role" label={t('people:role')} rules={required('people:role_required')}>
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                options={[
                  { label: t('people:at_branch'), options: roles(BRANCH_ROLES) },
                  { label: t('people:at_head_office'), options: roles(HQ_ROLES) },
                ]}
                onChange={() => {
                  form.setFieldValue('org_unit_id', undefined);
                }}
              />
            </Form.Item>
            <Form.Item noStyle shouldUpdate={(before: ProposeValues, after: ProposeValues) => before.role !== after.role}>
              {({ getFieldValue }) => {
                const role = getFieldValue('role') as Role | undefined;
                const units = role !== undefined && HQ_ROLES.includes(role) ? (head.data ?? []) : [...(branches.data ?? []), ...(outlets.data ?? [])];
                return (
                  <Form.Item name="org_unit_id" label={t('people:unit')} rules={required('people:unit_required')}>
                    <Select showSearch={{ optionFilterProp: 'label' }} options={units.map((unit) => ({ value: unit.id, label: unit.name }))} />
                  </Form.Item>
                );
              }}
            </Form.Item>
            <Form.Item name="valid_from" label={t('people:from')} rules={required('people:from_required')}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function End({ position, name }: { position: Position; name: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const cache = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="link"
        size="small"
        danger
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('people:end')}
      </Button>
      <FormDialog<{ valid_to: Dayjs; reason: string }>
        open={open}
        title={t('people:end_title', { name, role: t(`common:role.${position.role}`) })}
        act={t('people:propose_act')}
        danger
        initialValues={{ valid_to: dayjs(me.today).add(1, 'day') }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async (values, key) => {
          const request = await proposePositionEnd(position, { valid_to: values.valid_to.format('YYYY-MM-DD'), reason: values.reason.trim() }, key);
          await cache.invalidateQueries({ queryKey: ['approvals'] });
          say(t('people:proposed'), { href: `/approvals/${request}?box=proposed`, label: t('people:see_request') });
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">{t('people:end_lead')}</p>
            <Form.Item name="valid_to" label={t('people:first_day_without')} rules={[{ required: true, message: t('people:from_required') }]}>
              <DatePicker allowClear={false} disabledDate={(day) => day.isBefore(dayjs(me.today), 'day')} />
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const found = useEmployee(id);
  if (found.error !== null) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />;
  if (found.data === undefined) return <Skeleton active />;
  const employee = found.data;
  const over = (position: Position): boolean => typeof position.valid_to === 'string' && position.valid_to <= me.today;
  return (
    <div className="kj-stack">
      <Facts
        items={[
          { label: t('people:employee_no'), value: employee.employee_no },
          { label: t('people:unit'), value: employee.org_unit_name },
          { label: t('people:hire_kind_label'), value: t(`people:hire_kind.${employee.hire_kind}`) },
          { label: t('people:hired_on'), value: <DateText value={employee.hired_on} /> },
          employee.left_on !== undefined && employee.left_on !== null && { label: t('people:left_on'), value: <DateText value={employee.left_on} /> },
          {
            label: t('people:timeline'),
            value: (
              <Link to="/employees/$id" params={{ id: employee.id }} search={{}}>
                {t('people:see_timeline')}
              </Link>
            ),
          },
          may(me, 'get_qualification') && {
            label: t('people:qualification'),
            value: (
              <Link to="/qualification/$id" params={{ id: employee.id }}>
                {t('people:see_qualification')}
              </Link>
            ),
          },
        ]}
      />
      <div className="kj-panel-head" style={{ margin: 0 }}>
        <h2>{t('people:positions')}</h2>
        {may(me, 'propose_position') && <Propose employee={employee} />}
      </div>
      <Table<Position>
        size="small"
        pagination={false}
        rowKey={(position) => position.id}
        dataSource={employee.positions}
        locale={{ emptyText: t('people:no_positions') }}
        columns={[
          { key: 'role', title: t('people:role'), render: (_value, position) => (over(position) ? <span className="kj-quiet">{t(`common:role.${position.role}`)}</span> : <strong>{t(`common:role.${position.role}`)}</strong>) },
          { key: 'unit', title: t('people:unit'), dataIndex: 'org_unit_name' },
          { key: 'from', title: t('people:from'), render: (_value, position) => <DateText value={position.valid_from} /> },
          { key: 'to', title: t('people:to'), render: (_value, position) => (position.valid_to === undefined || position.valid_to === null ? t('people:no_end') : <DateText value={lastDay(position.valid_to)} />) },
          { key: 'end', title: t('people:acts'), render: (_value, position) => !over(position) && may(me, 'propose_position_end') && <End position={position} name={employee.name} /> },
        ]}
      />
    </div>
  );
}

/** Employees with the positions that decide what they may do; positions are proposed here and confirmed by another. */
export function Employees() {
  const { t } = useTranslation();
  const branches = useBranchOptions();
  const [filters, setFilters] = useUrlFilters<EmployeeFilter | 'open'>();
  const data = useEmployees(filters);
  const opened = data.rows?.find((employee) => employee.id === filters.open);
  const columns: Column<Employee>[] = [
    {
      key: 'name',
      title: t('people:name'),
      fixedColumn: true,
      render: (_value, employee) => (
        <span className="kj-two">
          <PersonLink id={employee.id} name={employee.name} />
          <small className="kj-quiet">{employee.employee_no}</small>
        </span>
      ),
    },
    { key: 'unit', title: t('people:unit'), dataIndex: 'org_unit_name' },
    {
      key: 'roles',
      title: t('people:positions'),
      render: (_value, employee) => (
        <span className="kj-tags">
          {employee.roles.map((role) => (
            <Tag key={role}>{t(`common:role.${role}`)}</Tag>
          ))}
        </span>
      ),
    },
    { key: 'hire', title: t('people:hire_kind_label'), render: (_value, employee) => t(`people:hire_kind.${employee.hire_kind}`) },
    { key: 'hired', title: t('people:hired_on'), render: (_value, employee) => <DateText value={employee.hired_on} /> },
    { key: 'left', title: t('people:left_on'), hiddenAtFirst: true, render: (_value, employee) => <DateText value={employee.left_on} /> },
  ];
  const set = (name: EmployeeFilter | 'open') => (value: string | undefined) => {
    setFilters({ [name]: value });
  };
  return (
    <>
      <DataTable<Employee>
        id="employees"
        label={t('people:employees')}
        columns={columns}
        data={data}
        rowKey={(employee) => employee.id}
        onRow={(employee) => {
          setFilters({ open: employee.id });
        }}
        filters={
          <>
            <SearchBox value={filters.q} label={t('people:search_employee')} onChange={set('q')} />
            {branches.length > 1 && <FilterSelect label={t('people:branch')} value={filters.branch_id} options={branches} onChange={set('branch_id')} />}
            <FilterSelect label={t('people:role')} value={filters.role} options={[...BRANCH_ROLES, ...HQ_ROLES].map((role) => ({ value: role, label: t(`common:role.${role}`) }))} onChange={set('role')} />
          </>
        }
        empty={<EmptyState title={t('people:no_employees')} detail={t('people:no_employees_detail')} />}
      />
      <Drawer
        open={filters.open !== undefined}
        size={680}
        title={opened?.name ?? t('people:employee')}
        closable={{ 'aria-label': t('common:close') }}
        destroyOnHidden
        onClose={() => {
          setFilters({ open: undefined });
        }}
      >
        {filters.open !== undefined && <Detail id={filters.open} />}
      </Drawer>
    </>
  );
}
