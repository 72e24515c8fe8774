import { defineConfig } from 'vite'

/** `vite build web` writes the page that the selector serves. Nothing is inlined: the CSP allows no inline script or style. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
})
