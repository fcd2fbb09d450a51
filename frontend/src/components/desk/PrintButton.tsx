import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Prints the page; what of it is for paper stands in the print styles. */
export function PrintButton() {
  const { t } = useTranslation();
  return (
    <Button
      icon={<PrinterOutlined />}
      onClick={() => {
        window.print();
      }}
    >
      {t('common:print')}
    </Button>
  );
}
