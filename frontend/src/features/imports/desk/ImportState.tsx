import { StateTag } from '@/components/plain/StateTag';
import type { State } from '@/components/plain/states';
import type { Import } from '../api';

const STATES: Record<Import['state'], State> = { queued: 'queued', validating: 'validating', applying: 'running', done: 'completed', failed: 'failed', cancelled: 'cancelled' };

export function ImportState({ state }: { state: Import['state'] }) {
  return <StateTag state={STATES[state]} />;
}
