import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/desk/Facts';
import { PageHeader } from '@/components/desk/PageHeader';
import { Panel } from '@/components/desk/Panel';
import { DateText } from '@/components/plain/DateText';
import { StateTag } from '@/components/plain/StateTag';
import { useMe } from '@/lib/session';
import { useTimeline, type Employee } from '../api';
import { TargetLink } from './PersonTimeline';

/** Where else the person stands. */
function Ways({ employee, own }: { employee: string; own: boolean }) {
  const { t } = useTranslation();
  const { links } = useTimeline(employee, undefined);
  return (
    <>
      {links.map((link) => (
        <TargetLink key={link.target} target={link} own={own} className="kj-act-link">
          {t(`staffingdesk:way.${link.target}`)}
        </TargetLink>
      ))}
    </>
  );
}

/** Who a person is: unit, state, positions in force. */
export function PersonHead({ employee }: { employee: Employee }) {
  const { t } = useTranslation();
  const me = useMe();
  const left = typeof employee.left_on === 'string' && employee.left_on <= me.today;
  const held = employee.positions.filter((position) => position.valid_from <= me.today && (position.valid_to === undefined || position.valid_to === null || position.valid_to > me.today));
  return (
    <>
      <PageHeader
        title={employee.name}
        tags={<StateTag state={left ? 'gone' : 'employed'} />}
        lead={[employee.employee_no, employee.org_unit_name].join(' · ')}
        actions={<Ways employee={employee.id} own={employee.id === me.employee_id} />}
      />
      <Panel label={t('staffingdesk:who')}>
        <Facts
          items={[
            {
              label: t('staffingdesk:positions'),
              value:
                held.length === 0 ? (
                  <span className="kj-quiet">{t('staffingdesk:no_positions')}</span>
                ) : (
                  <span className="kj-tags">
                    {held.map((position) => (
                      <Tag key={position.id}>{t('staffingdesk:position', { unit: position.org_unit_name, role: t(`common:role.${position.role}`) })}</Tag>
                    ))}
                  </span>
                ),
              wide: held.length > 2,
            },
            { label: t('people:hire_kind_label'), value: t(`people:hire_kind.${employee.hire_kind}`) },
            { label: t('people:hired_on'), value: <DateText value={employee.hired_on} /> },
            typeof employee.left_on === 'string' && { label: t('people:left_on'), value: <DateText value={employee.left_on} /> },
          ]}
        />
      </Panel>
    </>
  );
}

/** Whoever may not look into the list of employees still sees who they are themselves. */
export function OwnHead({ positions }: { positions: string[] }) {
  const me = useMe();
  return <PageHeader title={me.name} tags={<StateTag state="employed" />} lead={[me.employee_no ?? '', ...positions].filter((text) => text !== '').join(' · ')} actions={typeof me.employee_id === 'string' && <Ways employee={me.employee_id} own />} />;
}
