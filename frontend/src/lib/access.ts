import type { Me } from './session';

/** An action of the permission matrix, as `me.permissions` lists it. */
export type Action = string;

type Permitted = Pick<Me, 'permissions'>;

/**
 * Whether the person's positions allow an action at all. It decides what is shown, never what is allowed: the server asks
 * again, with the thing itself.
 */
export function may(me: Permitted, action: Action): boolean {
  return me.permissions.includes(action);
}

/** Whether one of several actions is allowed; no action asked for means that everyone signed in may. */
export function mayAny(me: Permitted, actions: readonly Action[]): boolean {
  return actions.length === 0 || actions.some((action) => may(me, action));
}
