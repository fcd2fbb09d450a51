// First load of each app: what its page needs before anything is drawn, compressed as a server would. Limits in kB (1000 bytes).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// Signing in on a phone must not come to load what the app keeps its data with: its limit is below the 200 of the rest.
// `also` is drawn with the page, though asked for by an import() at run time: the default language and the page's own chunks.
const LOADS = [
  { name: 'm/index.html, signing in', entry: 'm/index.html', limit: 140, also: ['src/i18n/bundles/field.zh-CN.ts', 'src/field/pages/Login.tsx'] },
  { name: 'm/index.html, signed in', entry: 'm/index.html', limit: 200, also: ['src/i18n/bundles/field.zh-CN.ts', 'src/field/layout/Shell.tsx', 'src/field/pages/Today.tsx'] },
  { name: 'index.html, signing in', entry: 'index.html', limit: 400, also: ['src/i18n/bundles/desk.zh-CN.ts', 'src/desk/pages/Login.tsx'] },
];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const size = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

function files({ entry, also }) {
  const found = new Set([entry]);
  const seen = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is not in the build: update LOADS in scripts/size.mjs`);
    if (seen.has(key)) return;
    seen.add(key);
    found.add(chunk.file);
    chunk.css?.forEach((file) => found.add(file));
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  also.forEach(visit);
  return [...found];
}

let failed = false;
for (const load of LOADS) {
  const { name, limit } = load;
  const list = files(load)
    .map((file) => [file, size(file)])
    .sort((a, b) => b[1] - a[1]);
  const total = list.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
  if (process.argv.includes('--list')) for (const [file, bytes] of list) console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)}  ${file}`);
  const verdict = total <= limit ? 'ok' : 'TOO LARGE';
  console.log(`${name}: ${total.toFixed(1)} kB gzip of ${limit} (${list.length} files): ${verdict}`);
  if (total > limit) failed = true;
}
process.exit(failed ? 1 : 0);
