import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { changePassword } from '../api';
import { PasswordFields } from './PasswordFields';

interface Values {
  current: string;
  password: string;
}

interface Props {
  open: boolean;
  onClose: () => void;
}

export function ChangePassword({ open, onClose }: Props) {
  const { t } = useTranslation();
  const say = useSaid();
  return (
    <FormDialog<Values>
      open={open}
      title={t('identity:password.title')}
      act={t('identity:password.submit')}
      width={440}
      onClose={onClose}
      onSubmit={async ({ current, password }) => {
        await changePassword(current, password);
        say(t('identity:password.changed'));
      }}
    >
      {() => (
        <>
          <p className="kj-quiet">{t('identity:password.lead')}</p>
          <Form.Item name="current" label={t('identity:password.current')} rules={[{ required: true, message: t('identity:password.current_required') }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
          <PasswordFields />
        </>
      )}
    </FormDialog>
  );
}
