import { Button, DatePicker, Form, Input, Radio } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ClauseMark } from '@/components/desk/ClauseMark';
import { FormDialog } from '@/components/desk/FormDialog';
import { useSaid } from '@/components/desk/said';
import { stay } from '@/lib/moments';
import { useMe } from '@/lib/session';
import { reviewCertificate, useCertificationAct, type Certificate, type CertificateReviewInput } from '../api';

interface Values {
  outcome: CertificateReviewInput['outcome'];
  effective_on: Dayjs;
  reason: string;
}

/** Head office upholds what a branch certified, or overturns it from a day on. */
export function CertificateReview({ certificate }: { certificate: Certificate }) {
  const { t } = useTranslation();
  const me = useMe();
  const say = useSaid();
  const [open, setOpen] = useState(false);
  const review = useCertificationAct((body: CertificateReviewInput) => reviewCertificate(certificate, body));
  if (!certificate.may_review) return null;
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t('certificationdesk:head_review')}
      </Button>
      <FormDialog<Values>
        open={open}
        title={t('certificationdesk:head_review_of', { name: certificate.name, grade: t(`common:grade.${certificate.grade}`) })}
        act={t('certificationdesk:head_review')}
        initialValues={{ outcome: 'upheld', effective_on: dayjs(me.today) }}
        onClose={() => {
          setOpen(false);
        }}
        onSubmit={async ({ outcome, effective_on, reason }) => {
          await review.mutateAsync({ outcome, reason: reason.trim(), ...(outcome === 'overturned' && { effective_on: effective_on.format('YYYY-MM-DD') }) });
          say(t(`certificationdesk:said.${outcome}`, { name: certificate.name }));
        }}
      >
        {() => (
          <>
            <p className="kj-quiet">
              {t('certificationdesk:head_review_lead')} <ClauseMark id="E2.4" />
            </p>
            <Form.Item name="outcome" label={t('certificationdesk:outcome')}>
              <Radio.Group
                options={[
                  { value: 'upheld', label: t('certification:outcome.upheld') },
                  { value: 'overturned', label: t('certification:outcome.overturned'), disabled: !certificate.may_overturn },
                ]}
              />
            </Form.Item>
            <Form.Item noStyle dependencies={['outcome']}>
              {({ getFieldValue }) =>
                getFieldValue('outcome') === 'overturned' && (
                  <Form.Item name="effective_on" label={t('certificationdesk:effective_on')} extra={t('certificationdesk:effective_hint', { from: certificate.granted_on })} rules={[{ required: true, message: t('certificationdesk:day_required') }]}>
                    <DatePicker onKeyDown={stay} allowClear={false} disabledDate={(day) => day.isAfter(dayjs(me.today), 'day') || day.isBefore(dayjs(certificate.granted_on), 'day')} />
                  </Form.Item>
                )
              }
            </Form.Item>
            <Form.Item name="reason" label={t('common:reason')} rules={[{ required: true, whitespace: true, message: t('common:reason_required') }]}>
              <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={2000} />
            </Form.Item>
          </>
        )}
      </FormDialog>
    </>
  );
}
