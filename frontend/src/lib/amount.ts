/** Units in which people type amounts, with the power of ten that makes one of them fen. */
export const UNIT_DECIMALS = { wan: 6, yuan: 2 } as const;
export type AmountUnit = keyof typeof UNIT_DECIMALS;

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** What someone typed as fen, exactly; `undefined` where it is no amount of that unit. */
export function parseAmount(text: string, unit: AmountUnit): number | undefined {
  const match = /^\s*([-−])?([\d,，]+)(?:\.(\d+))?\s*$/.exec(text);
  if (match === null) return undefined;
  const decimals = UNIT_DECIMALS[unit];
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > decimals) return undefined;
  const fen = BigInt((match[2] ?? '').replaceAll(/[,，]/g, '') + fraction.padEnd(decimals, '0'));
  if (fen > LARGEST) return undefined;
  return match[1] === undefined ? Number(fen) : -Number(fen);
}

/** Fen as people type them: no separators, no needless zeros. */
export function amountText(fen: number, unit: AmountUnit): string {
  const decimals = UNIT_DECIMALS[unit];
  const digits = Math.abs(fen).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, -decimals);
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return `${fen < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
