import { keyspaceLessons } from '@keyspace/lesson/vite'
import { keyspacePractice } from '@keyspace/practice/vite'
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const conditions = ['source', 'module', 'import', 'default']
/** Another folder than this repository's, for `keyspace lesson preview`. */
const lessons = process.env['LESSONS_DIR']
const api = process.env['API_URL'] ?? 'http://127.0.0.1:8080'

/** Monaco writes style elements, which our content security policy forbids: ours takes that module's place. */
function monacoWithoutInlineStyles(): Plugin {
  const ours = fileURLToPath(new URL('src/ui/editor/adopted-styles.ts', import.meta.url))
  return {
    name: 'monaco-without-inline-styles',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source.endsWith('/domStylesheets.js') && importer?.includes('monaco-editor') ? ours : null,
  }
}

/** Pinia's developer tools save files; in a build that is dead code which no bundler dares to drop. */
function piniaWithoutDevtools(): Plugin {
  return {
    name: 'pinia-without-devtools',
    apply: 'build',
    transform: {
      filter: { id: /\/pinia\.mjs$/ },
      handler: (code) =>
        code.replace("IS_CLIENT = typeof window !== 'undefined'", 'IS_CLIENT = false'),
    },
  }
}

export default defineConfig({
  plugins: [
    vue({ features: { optionsAPI: false } }),
    keyspaceLessons(lessons === undefined ? {} : { dir: lessons }),
    keyspacePractice(),
    monacoWithoutInlineStyles(),
    piniaWithoutDevtools(),
  ],
  resolve: { conditions: [...conditions, 'browser'] },
  build: {
    target: 'baseline-widely-available',
    // Fonts and icons stay files: the content security policy allows no data: font.
    assetsInlineLimit: 0,
    // A small script instead of one that has to be inline.
    modulePreload: { polyfill: false },
  },
  // fengari reads it as it starts: numbers without “.0”, as Lua 5.1 writes them.
  define: {
    'process.env.FENGARICONF': JSON.stringify(JSON.stringify({ LUA_COMPAT_FLOATSTRING: true })),
  },
  server: { proxy: { '/api': { target: api, ws: true } } },
  preview: { proxy: { '/api': { target: api, ws: true } } },
})
