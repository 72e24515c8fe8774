import type { Page, Response } from 'playwright-core'

/** What a page has asked for until now. */
export interface VisitWeight {
  /** Without histories of networks: one by one they come in when the view is drawn already. */
  readonly requests: number
  /** Of the bodies of files that make up the page, as they came over the wire; answers of the API are not among them. */
  readonly sentBytes: number
}

/** Counts what a page asks for from now on. */
export function weighVisit(page: Page): () => Promise<VisitWeight> {
  const answers: Response[] = []
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  page.on('response', (response) => answers.push(response))
  return async () => {
    const files = answers.filter((answer) => !new URL(answer.url()).pathname.startsWith('/api/'))
    const sizes = await Promise.all(files.map((answer) => answer.request().sizes()))
    const sentBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
    return { requests: urls.filter((url) => !/\/history\?/.test(url)).length, sentBytes }
  }
}
