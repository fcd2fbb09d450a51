/** Places of the desk that the phone has too, and where they are here. */
const PLACES: readonly [RegExp, string][] = [
  [/^\/rounds\/([0-9a-f-]{36})$/, '/bids/$1'],
  [/^\/clients\/([0-9a-f-]{36})$/, '/clients/$1'],
  [/^\/qualification$/, '/qualification'],
  [/^\/grade$/, '/grade'],
  [/^\/term$/, '/term'],
  [/^\/dispatches$/, '/dispatches'],
  [/^\/recruitments\/([0-9a-f-]{36})$/, '/recruitments/$1'],
  [/^\/training$/, '/training'],
  [/^\/training\/([0-9a-f-]{36})$/, '/training/$1'],
  [/^\/leavings\/([0-9a-f-]{36})$/, '/leavings/$1'],
  [/^\/exams\/([0-9a-f-]{36})$/, '/exams/$1'],
];

/** Where a link of a message leads on the phone; absent where only the desk has that page. */
export function fieldPlace(link: string): string | undefined {
  const path = link.split(/[?#]/)[0] ?? '';
  for (const [pattern, replacement] of PLACES) if (pattern.test(path)) return path.replace(pattern, replacement);
  return undefined;
}
