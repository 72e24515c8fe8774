import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, request, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, openBrowser } from '../../lab/open-browser.ts'
import { ClusterNode } from '../support/cluster-node.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const shots = process.env['GENIE_SHOTS']

/** A port of the loopback for what an agent serves on its socket. */
async function portTo(socketPath: string): Promise<Server> {
  const server = createServer((asked, answer) => {
    const { method, url: path, headers } = asked
    const onwards = request({ socketPath, method, path, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers)
      got.pipe(answer)
    })
    onwards.on('error', () => answer.destroy())
    answer.on('close', () => onwards.destroy())
    asked.pipe(onwards)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

describe.skipIf(!existsSync(chromiumPath))(
  `the questionnaire in ${chromiumPath} (skipped where it is missing)`,
  () => {
    let browser: Browser
    let built: string
    let node: ClusterNode
    let port: Server
    let page: Page
    beforeAll(async () => {
      built = await mkdtemp(join(tmpdir(), 'genie-web-'))
      const root = join(import.meta.dirname, '../../web')
      await build({ root, logLevel: 'silent', build: { outDir: built } })
      browser = await openBrowser()
    })
    afterAll(async () => {
      await browser.close()
      await rm(built, { recursive: true, force: true })
    })
    beforeEach(async () => {
      node = await ClusterNode.open({ KUBECONFIG: '' })
      await mkdir(node.at('nads'))
      await node.start({ GENIE_NAD_DIR: node.at('nads'), GENIE_WEB_DIR: built })
      port = await portTo(node.at('http.sock'))
      page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
      await page.goto(`http://127.0.0.1:${(port.address() as AddressInfo).port}/#/questionnaire`)
      await page.getByText('Question 1 of 14').waitFor()
    })
    afterEach(async () => {
      await page.context().close()
      port.close()
      port.closeAllConnections()
      await node[Symbol.asyncDispose]()
    })

    test('is answered by keys, kept over a reload, and its saved profile decides the next pod', async () => {
      await page.locator('.wins__network').waitFor()
      await page.getByRole('heading', { name: /NetworkPolicies/ }).focus()
      await page.keyboard.press('1')
      await page.getByText('1 of 14 answered').last().waitFor()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByText('Question 2 of 14').waitFor()
      await page.reload()
      await page.getByText('Your answers from last time').waitFor()
      expect(await page.getByRole('radio', { name: 'None' }).isChecked()).toBe(true)

      await page.getByLabel('Name of the profile').fill('video')
      await page.getByLabel('It is for').selectOption('namespace')
      await page.locator('.copy__text').filter({ hasText: 'namespaceDefault: true' }).waitFor()
      await page.getByRole('button', { name: 'Save the profile' }).click()
      await page.getByText('default/video is saved').first().waitFor()
      const { decision } = await node.plan('genie-a', { annotations: { cni: '' } })
      const made = (await node.decisions()).find(({ id }) => id === decision)
      expect(made?.profile.name).toBe('default/video')

      await page.getByRole('button', { name: 'Save the profile' }).click()
      await page.getByRole('button', { name: 'Replace version 1 by mine' }).click()
      await page.getByRole('button', { name: /Replace/ }).waitFor({ state: 'detached' })
    })

    test('says at the field what it cannot take, loses nothing, and has no serious finding of axe', async () => {
      await page.getByRole('tab', { name: 'All at once' }).click()
      const junk = '<script>alert(1)</script>'
      await page.getByLabel(/^At most/).fill('-1')
      await page.getByLabel(/^Budget/).fill(junk)
      await page.getByText('Has to be from 0.001 to 60,000').waitFor()
      await page.getByText('Has to be an amount without a sign').waitFor()
      await page.getByLabel('Name of the profile').fill('Ünï')
      await page.getByText('Has to be small letters').waitFor()
      expect(await page.getByLabel(/^Budget/).inputValue()).toBe(junk)
      expect(await page.getByRole('button', { name: 'Save the profile' }).isDisabled()).toBe(true)
      await page.evaluate(axe)
      const found = await page.evaluate<{
        violations: { id: string; impact: string; nodes: { html: string }[] }[]
      }>('axe.run()')
      const serious = found.violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
    })

    test('asks in Chinese, and fits 360 px', async () => {
      if (shots) await page.screenshot({ path: `${shots}/light.png`, fullPage: true })
      await page.emulateMedia({ colorScheme: 'dark' })
      if (shots) await page.screenshot({ path: `${shots}/dark.png`, fullPage: true })
      await page.setViewportSize({ width: 360, height: 800 })
      await page.goto(page.url().replace('/#', '/?lang=zh#'))
      await page.getByRole('heading', { name: '必须执行哪些 NetworkPolicy？' }).waitFor()
      await page.locator('.wins__network').waitFor()
      const width = await page.evaluate<number>('document.documentElement.scrollWidth')
      if (shots) await page.screenshot({ path: `${shots}/narrow.png`, fullPage: true })
      expect(width).toBeLessThanOrEqual(360)
    })
  },
)
