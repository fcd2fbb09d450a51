import type { TFunction } from 'i18next';
import type { Me } from '@/lib/session';

/** A person's positions in words, "支行行长 · 城东支行". */
export function positionTexts(t: TFunction, me: Me): string[] {
  return me.positions.map((position) =>
    t('identity:position_at', { role: t(`common:role.${position.role}`, { defaultValue: position.role }), unit: position.org_unit_name }),
  );
}
