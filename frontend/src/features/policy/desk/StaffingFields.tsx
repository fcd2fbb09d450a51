import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/desk/Panel';
import type { PolicyBody } from '../api';
import { STANDARD_WEIGHTS } from '../compare';

const FIELDS = [...STANDARD_WEIGHTS, 'pass_bps', 'part_floor_bps'] as const;
const PERCENT = 100;

/** What the policy says about terms, certificates and the standards of grades. */
export function StaffingFields({ standards }: { standards: PolicyBody['certification']['standards'] }) {
  const { t } = useTranslation();
  const required = { required: true, message: t('policy:required') };
  const bodies = (['branch', 'committee'] as const).map((value) => ({ value, label: t(`policy:body.${value}`) }));
  const modes = (['automatic', 'certifier', 'committee'] as const).map((value) => ({ value, label: t(`policy:demotion.${value}`) }));
  const of = (name: string): (string | number)[] => ['body', 'certification', name];
  return (
    <>
      <Panel title={t('policy:group.staffing')}>
        <div className="kj-inline-form">
          <Form.Item name={['body', 'term_warning_days']} label={t('policy:term_warning_field')} rules={[required]}>
            <InputNumber min={1} max={3660} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={['body', 'renewal_body']} label={t('policy:renewal_body_field')} rules={[required]}>
            <Select options={bodies} />
          </Form.Item>
          <Form.Item name={of('certificate_months')} label={t('policy:months_field')} rules={[required]}>
            <InputNumber min={1} max={120} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={of('warning_days')} label={t('policy:certificate_warning_field')} rules={[required]}>
            <InputNumber min={0} max={365} precision={0} style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name={of('lower_body')} label={t('policy:lower_body_field')} rules={[required]}>
            <Select options={bodies} />
          </Form.Item>
          <Form.Item name={of('demotion')} label={t('policy:demotion_field')} rules={[required]}>
            <Select options={modes} />
          </Form.Item>
          <Form.Item name={of('may_overturn')} label={t('policy:overturn_field')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name={of('lapsed_limits_bidding')} label={t('policy:lapsed_field')} extra={t('policy:lapsed_hint')} valuePropName="checked">
            <Switch />
          </Form.Item>
          <Form.Item name={of('unknown_blocks')} label={t('policy:unknown_blocks_field')} extra={t('policy:unknown_blocks_hint')} valuePropName="checked">
            <Switch />
          </Form.Item>
        </div>
      </Panel>
      <Panel title={t('policy:group.standards')}>
        <p className="kj-quiet">{t('policy:standards_hint')}</p>
        <div className="kj-standards">
          {standards.map((standard, index) => (
            <div key={standard.grade} className="kj-standard">
              <span className="kj-grid-name">{t(`common:grade.${standard.grade}`)}</span>
              <Form.Item name={['body', 'certification', 'standards', index, 'grade']} hidden>
                <Input />
              </Form.Item>
              {FIELDS.map((field) => (
                <Form.Item
                  key={field}
                  name={['body', 'certification', 'standards', index, field]}
                  label={t(`policy:part.${field}`)}
                  getValueProps={(bps: number | null) => ({ value: bps === null ? null : bps / PERCENT })}
                  normalize={(percent: number | null) => (percent === null ? null : Math.round(percent * PERCENT))}
                  rules={[required]}
                >
                  <InputNumber min={0} max={100} precision={2} suffix="%" style={{ width: '100%' }} />
                </Form.Item>
              ))}
            </div>
          ))}
        </div>
      </Panel>
    </>
  );
}
