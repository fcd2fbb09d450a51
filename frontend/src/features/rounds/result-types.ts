import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Winner = Schemas['WinnerView'];
export type Loser = Schemas['LoserView'];
export type Result = Schemas['ResultView'];
export type Objection = Schemas['ObjectionView'];
export type Decision = Schemas['DecideObjection'];
export type Book = Schemas['Book'];
export type BookBid = Schemas['BookBid'];
export type Correction = Schemas['BookChange'];
export type Digests = Schemas['BidDigests'];
