import { wan, yuan } from '@/lib/format';

const FEN_PER_WAN = 1_000_000;

/** The round's unit in words' parts: 万元 needs no number, another unit does. */
export function unitOf(unitFen: number): { wan: boolean; yuan: string } {
  return { wan: unitFen === FEN_PER_WAN, yuan: yuan(unitFen).replace(/\.00$/, '') };
}

/** A committed value in fen. */
export function committedFen(value: number, unitFen: number): bigint {
  return BigInt(value) * BigInt(unitFen);
}

/** A committed value as 万元. */
export function committedWan(value: number, unitFen: number): string {
  return wan(committedFen(value, unitFen)).replace(/\.00$/, '');
}
