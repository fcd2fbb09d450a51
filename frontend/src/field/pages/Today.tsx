import { useTranslation } from 'react-i18next';
import { positionTexts } from '@/features/identity/positions';
import { BANK_ZONE } from '@/lib/format';
import { serverNow } from '@/lib/server-time';
import { useMe } from '@/lib/session';

export function Today() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const date = new Intl.DateTimeFormat(i18n.language, { month: 'long', day: 'numeric', weekday: 'long', timeZone: BANK_ZONE }).format(serverNow());
  return (
    <section className="grid gap-1 rounded-xl bg-brand p-5 text-white">
      <p className="text-[14px] opacity-90">{date}</p>
      <p className="text-[20px] font-semibold">{me.name}</p>
      {positionTexts(t, me).map((text) => (
        <p key={text} className="text-[14px] opacity-90">
          {text}
        </p>
      ))}
    </section>
  );
}
