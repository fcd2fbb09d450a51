import { describe, expect, it } from 'vitest';

interface Tree {
  [key: string]: string | Tree;
}

const catalogues = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' });
const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!../api/**'], { eager: true, query: '?raw', import: 'default' });

function keysOf(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[prefix + key, value]] : [...keysOf(value, `${prefix}${key}.`)])),
  );
}

function language(name: string): Map<string, string> {
  const all = new Map<string, string>();
  for (const [path, tree] of Object.entries(catalogues)) {
    const [, folder, namespace] = /^\.\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    if (folder === name) for (const [key, text] of keysOf(tree)) all.set(`${namespace ?? ''}:${key}`, text);
  }
  return all;
}

const chinese = language('zh-CN');
const english = language('en');
const known = [...chinese.keys()].map((key) => key.replace(/_(one|other)$/, ''));
const namespaces = new Set(known.map((key) => key.split(':')[0]));

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('have no empty text', () => {
    expect([...chinese, ...english].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });

  it('name the same parameters in both languages', () => {
    const parameters = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
    const differing = [...chinese].filter(([key, text]) => parameters(text).join() !== parameters(english.get(key) ?? '').join());
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it('hold every key that the code uses', () => {
    // Keys are written whole ("common:retry") or with a computed last part (`common:role.${role}`).
    const missing: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      for (const [, namespace, key] of source.matchAll(/['"`]([a-z]+):([a-z][\w.]*)(?=['"`$])/g)) {
        if (namespace === undefined || key === undefined || !namespaces.has(namespace)) continue;
        const whole = `${namespace}:${key}`;
        const found = whole.endsWith('.') ? known.some((entry) => entry.startsWith(whole)) : known.includes(whole);
        if (!found) missing.push(`${path}: ${whole}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('stand in the bundle of an app that uses them', () => {
    const missing: string[] = [];
    for (const app of ['desk', 'field'] as const) {
      // The first page's, and those of rooms that are opened later.
      const bundle = Object.entries(sources)
        .filter(([path]) => path.startsWith(`./bundles/${app}`) && path.endsWith('.zh-CN.ts'))
        .map(([, source]) => source)
        .join('\n');
      const other = app === 'desk' ? 'field' : 'desk';
      for (const [path, source] of Object.entries(sources)) {
        if (path.includes(`/${other}/`) || path.startsWith('./')) continue;
        if (!path.includes(`/${app}/`)) continue;
        for (const [, namespace] of source.matchAll(/['"`]([a-z]+):[a-z][\w.]*(?=['"`$])/g)) {
          if (namespace !== undefined && namespaces.has(namespace) && !bundle.includes(`/${namespace}.json'`)) missing.push(`${app}: ${path}: ${namespace}`);
        }
      }
    }
    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('the words of states', () => {
  it('exist for every state that has a colour', () => {
    const states = Object.values(import.meta.glob<Record<string, string>>('../components/plain/states.ts', { eager: true, import: 'STATE_TONES' }))[0] ?? {};
    expect(Object.keys(states).filter((state) => !chinese.has(`common:state.${state}`))).toEqual([]);
    expect(Object.keys(states).length).toBeGreaterThan(10);
  });
});
