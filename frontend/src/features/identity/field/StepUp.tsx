import { useTranslation } from 'react-i18next';
import { Button } from '@/components/field/Button';
import { Sheet } from '@/components/field/Sheet';
import { settleStepUp } from '@/lib/step-up';
import { showCode } from '../api';
import { CodeForm } from './CodeForm';

/** Rises over whatever is open when an act asks for a fresh code; the act goes on by itself once the code was right. */
export function StepUp() {
  const { t } = useTranslation();
  const leave = (): void => {
    settleStepUp(false);
  };
  return (
    <Sheet open title={t('identity:step_up.title')} lead={t('identity:step_up.lead')} onClose={leave}>
      <CodeForm
        focus
        act={t('identity:step_up.submit')}
        onCode={async (code) => {
          await showCode(code);
          settleStepUp(true);
        }}
      >
        <Button kind="quiet" onClick={leave}>
          {t('common:cancel')}
        </Button>
      </CodeForm>
    </Sheet>
  );
}
