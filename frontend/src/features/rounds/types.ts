import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Round = Schemas['RoundView'];
export type RoundState = Round['state'];
export type Method = Round['method'];
export type Measure = Schemas['Terms']['measure'];
export type RoundInput = Schemas['CreateRound'];
export type RoundPatch = Schemas['UpdateRound'];
export type Candidate = Schemas['CandidateView'];
export type Lot = Schemas['LotView'];
export type ClientFacts = Schemas['LotClientView'];
export type Standing = Schemas['Standing'];
export type Size = Schemas['Size'];
export type LotInput = Schemas['LotInput'];
export type Participant = Schemas['ParticipantView'];
export type ParticipantInput = Schemas['ParticipantInput'];
export type ManagerClass = Participant['class'];
export type Grade = NonNullable<Participant['grade']>;
export type RoundEvent = Schemas['RoundEventView'];
export type PackBy = Schemas['PackBy'];
export type Pack = Schemas['PackView'];
export type Packs = Schemas['PacksView'];
/** A manager as a round sees one: class, grade and book. */
export type Manager = Schemas['DryRunManager'];
/** A manager's book before and after. */
export type BookLine = Pick<Manager, 'manager_id' | 'manager_name' | 'clients_before' | 'clients_after' | 'worth_before_fen' | 'worth_after_fen' | 'exposure_before_fen' | 'exposure_after_fen'>;
export type Application = Schemas['ApplicationView'];
export type Assignment = Schemas['AssignmentView'];
export type TenderInput = Schemas['TenderInput'];
