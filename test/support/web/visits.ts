import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { chromiumPath, openBrowser } from '../../../lab/open-browser.ts'
import { existsSync } from 'node:fs'

/** Whether there is a browser to test with; the name of a suite says which one is missing. */
export const hasBrowser = existsSync(chromiumPath)
export const browserNote = `${chromiumPath} (skipped where it is missing)`

/** What Chromium says of an answer from 400 to 499. */
const refused = /responded with a status of 4\d\d/

/** People who look at the page, each with a browser context of their own, and all that their browsers complain about. */
export class Visits implements AsyncDisposable {
  /** Faults of scripts, of the policy and of requests, without what the API refuses for a good reason. */
  readonly complaints: string[] = []
  readonly #browser: Browser

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  /** Starts the browser. */
  static async open(): Promise<Visits> {
    return new Visits(await openBrowser())
  }

  /** Opens an address. */
  async visit(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.blank(options)
    await page.goto(url)
    return page
  }

  /** A browser that has not gone anywhere yet. */
  async blank(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.#browser.newPage({
      viewport: { width: 1280, height: 900 },
      locale: 'en-GB',
      // What moves is drawn anew all the time, which two browsers side by side have no cores for.
      reducedMotion: 'reduce',
      ...options,
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' && !refused.test(message.text())) this.complaints.push(message.text())
    })
    return page
  }

  /** Everybody leaves. Answers what was complained about. */
  async end(): Promise<readonly string[]> {
    await Promise.all(this.#browser.contexts().map((context) => context.close()))
    return this.complaints.splice(0)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
  }
}
