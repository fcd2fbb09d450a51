import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

const MIN = 12;
const MAX = 128;

/** A new password, typed twice. The server refuses common ones and those that hold the login name. */
export function PasswordFields() {
  const { t } = useTranslation();
  return (
    <>
      <Form.Item
        name="password"
        label={t('identity:password.new')}
        extra={t('identity:password.rule', { min: MIN })}
        rules={[
          { required: true, message: t('identity:password.required') },
          { min: MIN, max: MAX, message: t('identity:password.length', { min: MIN, max: MAX }) },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('identity:password.repeat')}
        dependencies={['password']}
        rules={[
          { required: true, message: t('identity:password.repeat_required') },
          ({ getFieldValue }) => ({
            validator: (_rule, value: unknown) =>
              value === undefined || value === '' || value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(t('identity:password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
