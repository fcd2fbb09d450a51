import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Winner = Schemas['WinnerView'];
export type Loser = Schemas['LoserView'];
export type Result = Schemas['ResultView'];
export type Objection = Schemas['ObjectionView'];
export type Decision = Schemas['DecideObjection'];
