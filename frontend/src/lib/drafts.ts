// What somebody has begun and not sent yet, kept on this device under the person's id and wiped when the person leaves.
const PREFIX = 'kejing.draft.';

const keyOf = (user: string, name: string): string => `${PREFIX}${user}.${name}`;

/** What was begun; absent where nothing was, or what is stored cannot be read. */
export function readDraft(user: string, name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(user, name)) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a draft; `undefined` forgets it. A browser that refuses storage keeps it for this page alone. */
export function writeDraft(user: string, name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(keyOf(user, name));
    else localStorage.setItem(keyOf(user, name), JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden; what is typed stays on the page.
  }
}

/** Wipes the drafts of everybody but one; of everybody where nobody is named. */
export function wipeDrafts(except?: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && (except === undefined || !key.startsWith(`${PREFIX}${except}.`))) localStorage.removeItem(key);
    }
  } catch {
    // Where storage cannot be read, nothing was kept.
  }
}
