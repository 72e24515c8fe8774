import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { missingForLab } from '../../lab/missing-for-lab.ts'
import type { NodeInABox } from '../../lab/node-in-a-box.ts'
import { chromiumPath, openBrowser } from '../../lab/open-browser.ts'
import { openNodeInABox } from '../../lab/open-node-in-a-box.ts'
import { readOptions } from '../../lab/options.ts'

const { node: options, surroundings } = readOptions(
  { ...process, argv: ['', '', '--port', '0'] },
  join(import.meta.dirname, '../..'),
)
const missing =
  (await missingForLab(surroundings)) ?? (existsSync(chromiumPath) ? null : `${chromiumPath} is missing`)

describe.skipIf(missing !== null)(
  `The page of a real node${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let node: NodeInABox
    let browser: Browser

    beforeAll(async () => {
      node = await openNodeInABox(options)
      browser = await openBrowser()
    })

    afterAll(async () => {
      await browser.close()
      await node[Symbol.asyncDispose]()
    })

    test('shows every network, and a pod that comes without a reload, with the reason and its figures', async () => {
      const page = await browser.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(node.pageUrl)
      for (const { name } of options.networks) await page.getByRole('row', { name }).waitFor()

      const pod = await node.attach('seen')
      await page.getByText(pod.decision.reason).first().waitFor()
      await page.getByRole('link', { name: 'seen' }).click()
      await page.getByRole('region', { name: 'Candidates side by side' }).waitFor()
      expect(page.url()).toContain(pod.decision.id)
      expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(
        expect.arrayContaining(options.networks.map(({ name }) => expect.stringContaining(name) as string)),
      )
      expect(complaints).toEqual([])
    })
  },
)
