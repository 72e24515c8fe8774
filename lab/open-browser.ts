import { chromium, type Browser } from 'playwright-core'

/** Debian's Chromium: playwright brings none of its own. */
export const chromiumPath = '/usr/bin/chromium'

/** What would otherwise look for its maker's hosts at every start. */
const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'].map(
  (what) => `--disable-${what}`,
)

/** Starts a headless browser that talks to nobody but the pages it is shown. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--no-first-run', ...quiet] })
