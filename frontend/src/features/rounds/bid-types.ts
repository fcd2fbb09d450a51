import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Reason = Schemas['ReasonView'];
export type MyTerms = Schemas['MyTerms'];
export type BidBody = Schemas['PlaceBid'];
export type Bid = Schemas['BidView'];
export type Receipt = Schemas['ReceiptView'];
