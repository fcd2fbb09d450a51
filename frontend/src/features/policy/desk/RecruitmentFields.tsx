import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/desk/Panel';
import type { PolicyBody } from '../api';

/** How managers are recruited. */
export function RecruitmentFields({ criteria }: { criteria: PolicyBody['recruitment']['criteria'] }) {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('policy:required') }];
  const name = (...path: (string | number)[]) => ['body', 'recruitment', ...path];
  const number = (field: string, line: string, min: number, max: number) => (
    <Form.Item name={name(field)} label={t(`policy:line.${line}`)} rules={required}>
      <InputNumber min={min} max={max} precision={0} style={{ width: '100%' }} />
    </Form.Item>
  );
  return (
    <Panel title={t('policy:group.recruitment')}>
      <p className="kj-quiet">{t('policy:criteria_hint')}</p>
      <div className="kj-inline-form">
        {criteria.map((criterion, index) => (
          <div key={criterion.key}>
            <Form.Item name={name('criteria', index, 'key')} hidden>
              <Input />
            </Form.Item>
            <Form.Item name={name('criteria', index, 'name')} hidden>
              <Input />
            </Form.Item>
            <Form.Item name={name('criteria', index, 'weight_bps')} label={t('policy:weight_of', { name: criterion.name })} getValueProps={(bps: number | null) => ({ value: bps === null ? null : bps / 100 })} normalize={(percent: number | null) => (percent === null ? null : Math.round(percent * 100))} rules={required}>
              <InputNumber min={0.01} max={100} precision={2} suffix="%" style={{ width: '100%' }} />
            </Form.Item>
          </div>
        ))}
        {number('panel_size', 'panel_size', 1, 15)}
        {number('sheets', 'sheets', 1, 15)}
        {number('pass_mark', 'pass_mark', 0, 100)}
        <Form.Item name={name('tie_rule')} label={t('policy:line.tie_rule')} rules={required}>
          <Select options={(['chair', 'criteria'] as const).map((value) => ({ value, label: t(`policy:tie_rule.${value}`) }))} />
        </Form.Item>
        <Form.Item name={name('appointed_by')} label={t('policy:line.appointed_by')} rules={required}>
          <Select options={(['branch', 'committee'] as const).map((value) => ({ value, label: t(`policy:appointed_by.${value}`) }))} />
        </Form.Item>
        {number('notice_working_days', 'recruitment_notice', 1, 60)}
        {number('documents', 'documents', 1, 30)}
        {number('document_months', 'document_months', 6, 120)}
        <Form.Item name={name('unknown_admits')} label={t('policy:line.unknown_admits')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </div>
    </Panel>
  );
}
