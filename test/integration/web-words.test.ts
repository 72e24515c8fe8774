import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Exclusion } from '../../domain/exclusion.ts'
import { networkWith } from '../support/page-records.ts'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'
import { startPageServer } from './web-page-server.ts'

const shots = process.env['GENIE_SHOTS']

describe.skipIf(!hasBrowser)(`the server's sentences in Chinese, in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let agent: AgentPage
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
    agent = await AgentPage.open(built)
    await agent.add('PUT', '/profiles/shop/web', {
      namespaceDefault: true,
      constraints: { deny: ['flannel'] },
    })
    await agent.node.plan('genie-web', { podNamespace: 'shop', annotations: { cni: '' } })
  }, 60_000)
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
    await agent[Symbol.asyncDispose]()
  })
  afterEach(async () => expect(await visits.end()).toEqual([]))

  const picture = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/words-${name}.png`, fullPage: true })
  }

  test('a decision is told in Chinese, in its sentence and among those that were left out', async () => {
    const [decision] = await agent.node.decisions()
    expect(decision?.reason).toMatch(/; not flannel: the profile denies it$/)
    const page = await visits.visit(`${agent.url}?lang=zh#/decisions/${decision?.id}`)
    const reason = page.locator('.why__reason', { hasText: '；未选 flannel：配置拒绝使用它' })
    expect(await reason.innerText()).toContain(decision?.chosen)
    expect(await reason.locator('[lang="en"]').count()).toBe(0)
    await page.locator('.filters', { hasText: '配置拒绝使用它' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await picture(page, 'why')
    await page.goto(`${agent.url}?lang=zh#/decisions`)
    // The plugin never came back, which the agent says in English.
    await page.locator('.decision__reason [lang="en"]', { hasText: 'Cannot attach as' }).waitFor()
  })

  test('the board tells in Chinese who takes no pod; words of plugins and codes of another version stay English', async () => {
    const out = (name: string, excluded: Exclusion) => networkWith(name, { rank: null, excluded })
    await using server = await startPageServer(built, {
      at: Date.now(),
      node: 'node-1',
      networks: [
        networkWith('good'),
        out('resting', {
          code: 'cooling-down',
          detail: 'it has just failed (no addresses left) and is left alone for 12 s',
          parameters: { why: 'no addresses left', seconds: 12 },
        }),
        out('small', {
          code: 'mtu-too-small',
          detail: 'its MTU is 1400, and the profile needs 9000',
          parameters: { has: 1400, needs: 9000 },
        }),
        out('older', { code: 'mtu-too-small', detail: 'its MTU is 1400' }),
        out('newer', { code: 'too-new' as 'denied', detail: 'it is too new' }),
      ],
    })
    const page = await visits.visit(`${server.url}?lang=zh`)
    const why = (name: string) => page.locator('.row', { hasText: name }).locator('.excluded')
    await why('small').getByText('其 MTU 为 1400，而配置需要 9000').waitFor()
    await why('resting').getByText('刚刚失败（no addresses left），12 秒内不予使用').waitFor()
    const inEnglish = (name: string) => why(name).locator('[lang="en"]').allInnerTexts()
    expect(await inEnglish('small')).toEqual([])
    expect(await inEnglish('resting')).toEqual(['no addresses left'])
    expect(await inEnglish('older')).toEqual(['its MTU is 1400'])
    expect(await inEnglish('newer')).toEqual(['it is too new'])
    expect(await seriousFindings(page)).toEqual([])
    await picture(page, 'board')
    // Before the server goes, which they would complain about.
    expect(await visits.end()).toEqual([])
  })

  test('a fault of a form is told in Chinese by its rule, and else in English that is marked', async () => {
    const page = await visits.visit(`${agent.url}?lang=zh#/prices`)
    const table = page.getByLabel('表格或 JSON')
    const look = () => page.getByRole('button', { name: '查看变化' }).click()
    await table.fill('{"rates": [{"network": "", "colour": "red"}]}')
    await look()
    const fault = page.locator('.field__fault')
    await fault.getByText('没有此成员：请删除').waitFor()
    await fault.getByText('必须填写').waitFor()
    expect(await fault.locator('[lang="en"]').count()).toBe(0)
    await picture(page, 'form')
    await table.fill('network,unit,price,currency,effectiveFrom\nweave,GB,1,euro,2026-01-01T00:00:00Z')
    await look()
    await fault.locator('[lang="en"]', { hasText: 'currency is no currency' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })
})
