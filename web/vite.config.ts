import { defineConfig } from 'vite'
import { compressFiles } from './build/compress-files.ts'

/**
 * What every view needs comes in one piece, as do the view that most begin with and all Chinese words: many small pieces take
 * longer to ask for.
 */
const groups = [
  { name: 'parts', test: /web[\/](format|hint|live|parts)[\/]/ },
  { name: 'board', test: /web[\/]board[\/]/ },
  { name: 'chinese', test: /\.zh\.ts$/ },
]

/** `vite build web` writes the page that the selector serves, and each larger file compressed beside it. Nothing is inlined: the CSP allows no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [compressFiles()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})
