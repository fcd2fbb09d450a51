import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/desk/PageHeader';
import { BoardView } from '@/features/staffing/desk/BoardView';

export function StaffingBoard() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('staffingdesk:board')} lead={t('staffingdesk:board_lead')} />
      <BoardView />
    </>
  );
}
