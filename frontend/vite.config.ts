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

export default defineConfig({
  resolve: { alias: { '@': `${root}src` } },
  define: { __KEJING_CLIENT__: JSON.stringify(version) },
  plugins: [
    react(),
    tailwind(),
    fieldFallback(),
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
            { name: 'base', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store|i18next|react-i18next|@tanstack[\\/][a-z-]*)[\\/]/ },
            { name: 'common', test: /src[\\/](lib|components[\\/]plain)[\\/]/ },
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
