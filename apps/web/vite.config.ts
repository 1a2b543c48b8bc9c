import { keyspaceLessons } from '@keyspace/lesson/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

const conditions = ['source', 'module', 'import', 'default']
const api = process.env['API_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [vue({ features: { optionsAPI: false } }), keyspaceLessons()],
  resolve: { conditions: [...conditions, 'browser'] },
  build: {
    target: 'baseline-widely-available',
    // Fonts and icons stay files: the content security policy allows no data: font.
    assetsInlineLimit: 0,
    // A small script instead of one that has to be inline.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': { target: api, ws: true } } },
  preview: { proxy: { '/api': { target: api, ws: true } } },
})
