import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const root = fileURLToPath(new URL('.', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

interface ManifestChunk {
  file: string;
  css?: string[];
  imports?: string[];
  dynamicImports?: string[];
}

/** Every file the phone app can ask for: the worker keeps these and nothing of the desk. */
function fieldFiles(): Set<string> {
  const manifest = JSON.parse(readFileSync(`${root}dist/.vite/manifest.json`, 'utf8')) as Record<string, ManifestChunk>;
  const files = new Set<string>(['favicon.svg', 'm/index.html', 'm/manifest.webmanifest', 'm/icon.svg']);
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.forEach(visit);
  };
  visit('m/index.html');
  return files;
}

/** The dev server answers deep links of the phone app with the phone app's page, as the server does in production. */
function fieldFallback(): Plugin {
  return {
    name: 'kejing:field-fallback',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const path = request.url?.split('?')[0] ?? '';
        if (path === '/m' || (path.startsWith('/m/') && !path.split('/').pop()?.includes('.'))) request.url = '/m/index.html';
        next();
      });
    },
  };
}

/** What the first page of each app asks for by import() as soon as its program runs: the default language, signing in. */
const FIRST: Record<string, string[]> = {
  'index.html': ['src/i18n/bundles/desk.zh-CN.ts', 'src/desk/pages/Login.tsx'],
  'm/index.html': ['src/i18n/bundles/field.zh-CN.ts', 'src/field/pages/Login.tsx'],
};

/** Fetches these beside the program instead of after it: on a phone's network that is a round trip less. */
function preloadFirst(): Plugin {
  return {
    name: 'kejing:preload-first',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (bundle === undefined) return html;
        const page = filename.slice(root.length);
        const wanted = new Set<string>();
        const visit = (file: string): void => {
          const chunk = bundle[file];
          if (chunk?.type !== 'chunk' || wanted.has(file)) return;
          wanted.add(file);
          chunk.imports.forEach(visit);
        };
        for (const module of FIRST[page] ?? []) {
          const chunk = Object.values(bundle).find((one) => one.type === 'chunk' && one.facadeModuleId === root + module);
          if (chunk === undefined) throw new Error(`${module} is not a chunk of its own: update FIRST in vite.config.ts`);
          visit(chunk.fileName);
        }
        return [...wanted]
          .filter((file) => !html.includes(file))
          .map((file) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` }, injectTo: 'head' as const }));
      },
    },
  };
}

export default defineConfig({
  resolve: { alias: { '@': `${root}src` } },
  define: { __KEJING_CLIENT__: JSON.stringify(version) },
  plugins: [
    react(),
    tailwind(),
    fieldFallback(),
    preloadFirst(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/field',
      filename: 'worker.ts',
      outDir: 'dist/m',
      scope: '/m/',
      base: '/',
      // The manifest and the registration are written by hand: the plugin would add them to the desk's page too.
      manifest: false,
      injectRegister: false,
      injectManifest: {
        globDirectory: 'dist',
        globPatterns: ['favicon.svg', 'assets/**/*', 'm/*.{html,svg,png,webmanifest}'],
        manifestTransforms: [
          (entries) => {
            const wanted = fieldFiles();
            return {
              manifest: entries
                .filter((entry) => wanted.has(entry.url))
                .map((entry) => ({ ...entry, url: `/${entry.url}`, revision: entry.url.startsWith('assets/') ? null : entry.revision })),
            };
          },
        ],
      },
    }),
  ],
  build: {
    manifest: true,
    sourcemap: false,
    // antd with its tables is one chunk of about 1 MB before compression; the phone app's limit is checked by `npm run size`.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: { desk: `${root}index.html`, field: `${root}m/index.html` },
      output: {
        // What every page needs comes in a few files: on a phone's network each one more costs as much as its bytes.
        codeSplitting: {
          groups: [
            { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next)[\\/]/ },
            { name: 'common', test: /src[\\/]components[\\/]plain[\\/]|src[\\/]lib[\\/](?!lookups|pages|query|route-data|url-filters)/ },
            // What signing in on a phone goes without. After the others, for a group takes along what its files import.
            { name: 'data', test: /node_modules[\\/]@tanstack[\\/]|src[\\/]lib[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: { '/api': process.env.KEJING_API ?? 'http://127.0.0.1:8080' },
  },
});
