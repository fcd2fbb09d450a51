import { useTranslation } from 'react-i18next';
import { Money } from '@/components/plain/Money';
import { count, percent } from '@/lib/format';
import type { PolicyValue } from '../compare';

/** A value of the policy in words. */
export function PolicyValueText({ value }: { value: PolicyValue | undefined }) {
  const { t } = useTranslation();
  if (value === undefined) return <span className="kj-quiet">{t('policy:no_line')}</span>;
  switch (value.kind) {
    case 'none':
      return <span className="kj-quiet">{t('policy:none')}</span>;
    case 'count':
      return <span className="kj-numeric">{value.unit === undefined ? count(value.value) : t(`policy:unit.${value.unit}`, { value: count(value.value) })}</span>;
    case 'fen':
      return <Money fen={value.value} withUnit />;
    case 'bps':
      return <span className="kj-numeric">{percent(value.value)}</span>;
    case 'flag':
      return <>{t(value.value ? 'common:yes' : 'common:no')}</>;
    case 'grade':
      return <>{t('policy:at_least', { grade: t(`common:grade.${value.value}`) })}</>;
    case 'words':
      return <>{value.value.map((key) => t(key)).join('、')}</>;
    case 'body':
      return <>{t(`policy:body.${value.value}`)}</>;
    case 'demotion':
      return <>{t(`policy:demotion.${value.value}`)}</>;
    case 'text':
      return <>{value.value}</>;
  }
}
