import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

/** What a page has asked for until now. */
export interface VisitWeight {
  /** Without histories of networks: one by one they come in when the view is drawn already. */
  readonly requests: number
  /** Of the files that make up the page, each gzipped; answers of the API are not among them. */
  readonly gzippedBytes: number
}

/** Counts what a page asks for from now on. */
export function weighVisit(page: Page): () => Promise<VisitWeight> {
  const answers: Response[] = []
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  page.on('response', (response) => answers.push(response))
  return async () => {
    const files = answers.filter((answer) => !new URL(answer.url()).pathname.startsWith('/api/'))
    const bodies = await Promise.all(files.map((answer) => answer.body()))
    const gzippedBytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)
    return { requests: urls.filter((url) => !/\/history\?/.test(url)).length, gzippedBytes }
  }
}
