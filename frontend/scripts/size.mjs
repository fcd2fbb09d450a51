// First load of each app: what its page needs before anything is drawn, compressed as a server would. Limits in kB (1000 bytes).
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMITS = { 'm/index.html': 200, 'index.html': 400 };
// Drawn with the first page, though asked for by an import() at run time: the default language and the sign-in page.
const ALSO = {
  'm/index.html': ['src/i18n/bundles/field.zh-CN.ts', 'src/field/pages/Login.tsx'],
  'index.html': ['src/i18n/bundles/desk.zh-CN.ts', 'src/desk/pages/Login.tsx'],
};

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const size = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length;

function files(entry) {
  const found = new Set([entry]);
  const seen = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`${key} is not in the build: update ALSO in scripts/size.mjs`);
    if (seen.has(key)) return;
    seen.add(key);
    found.add(chunk.file);
    chunk.css?.forEach((file) => found.add(file));
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  ALSO[entry].forEach(visit);
  return [...found];
}

let failed = false;
for (const [entry, limit] of Object.entries(LIMITS)) {
  const list = files(entry)
    .map((file) => [file, size(file)])
    .sort((a, b) => b[1] - a[1]);
  const total = list.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
  if (process.argv.includes('--list')) for (const [file, bytes] of list) console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)}  ${file}`);
  const verdict = total <= limit ? 'ok' : 'TOO LARGE';
  console.log(`${entry}: ${total.toFixed(1)} kB gzip of ${limit} (${list.length} files): ${verdict}`);
  if (total > limit) failed = true;
}
process.exit(failed ? 1 : 0);
