import type { Candidate, Lot, LotInput } from '@/features/rounds/types';

/** A lot as it is being made. */
export interface DraftLot {
  key: string;
  name: string;
  client_ids: string[];
  worth_fen: number;
  exposure_fen: number;
  reserve_value: number;
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);

export function fromLot(lot: Lot): DraftLot {
  return { key: lot.id, name: lot.name, client_ids: lot.clients.map((client) => client.client_id), worth_fen: lot.worth_fen, exposure_fen: lot.exposure_fen, reserve_value: lot.reserve_value };
}

/** One lot of these clients; named after its client where it is one. */
export function lotOf(clients: readonly Candidate[], name: string, reserve: number): DraftLot {
  return {
    key: clients.map((client) => client.client_id).join(),
    name,
    client_ids: clients.map((client) => client.client_id),
    worth_fen: sum(clients.map((client) => client.worth_fen)),
    exposure_fen: sum(clients.map((client) => client.exposure_fen)),
    reserve_value: reserve,
  };
}

export function toInput(lot: DraftLot): LotInput {
  return { client_ids: lot.client_ids, reserve_value: lot.reserve_value, ...(lot.name.trim() !== '' && { name: lot.name.trim() }) };
}
