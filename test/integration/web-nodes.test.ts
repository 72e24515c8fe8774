import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NodeInShort } from '../../domain/cluster-overview.ts'
import type { NetworkState } from '../../domain/network-board.ts'
import { networkWith } from '../support/page-records.ts'
import { builtPage } from '../support/web/built-page.ts'
import { seriousFindings } from '../support/web/serious-findings.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'
import { startPageServer, type PageServer } from './web-page-server.ts'

const shots = process.env['GENIE_SHOTS']
const states: readonly NetworkState[] = ['healthy', 'healthy', 'healthy', 'congested', 'stale', 'exhausted']
const nodeOf = (number: number): NodeInShort => ({
  name: `node-${number}`,
  seenAt: Date.now() - (number === 7 ? 600_000 : 0),
  networks: ['calico', 'flannel', 'weave', 'macvlan'].map((name, place) => ({
    name,
    state: states[(number * 4 + place) % states.length] ?? 'healthy',
    score: ((number * 7 + place * 13) % 100) / 100,
    rank: place + 1,
    utilization: ((number * 3 + place) % 10) / 10,
  })),
})

describe.skipIf(!hasBrowser)(`all nodes in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let server: PageServer
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
  })
  afterAll(async () => {
    await visits[Symbol.asyncDispose]()
  })
  afterEach(async () => {
    const complaints = await visits.end()
    await server[Symbol.asyncDispose]()
    expect(complaints).toEqual([])
  })

  async function open(nodes: readonly NodeInShort[]) {
    server = await startPageServer(built, {
      at: Date.now(),
      node: 'node-0',
      networks: [networkWith('calico')],
    })
    server.overview = nodes
    server.nodes = nodes.map(({ name, seenAt }) => ({ name, seenAt }))
    const page = await visits.visit(`${server.url}#/nodes`)
    return { page, rows: page.locator('.windowed__row') }
  }

  test('of hundreds those come first that need a look, few of them are in the page, and each leads to its node', async () => {
    const { page, rows } = await open(Array.from({ length: 500 }, (_, number) => nodeOf(number)))
    await page.getByText('500 nodes').waitFor()
    expect(await rows.count()).toBeLessThan(60)
    expect(await rows.first().innerText()).toContain('Exhausted')
    if (shots) await page.screenshot({ path: `${shots}/nodes.png` })
    await page.getByRole('textbox', { name: 'Find a node' }).fill('NODE-49')
    await page.getByText('11 of 500 nodes').waitFor()
    await page.getByLabel('Order').selectOption({ label: 'by name' })
    expect(await rows.first().getByRole('link').innerText()).toBe('node-49')
    expect(await seriousFindings(page)).toEqual([])
    await rows.first().getByRole('link').click()
    await page.waitForURL(/\?node=node-49#\/$/)
  })

  test('what changes is seen without a reload, and what is old says so', async () => {
    const { page, rows } = await open([nodeOf(7)])
    await page.getByText('seen 10 min ago').waitFor()
    const [network] = nodeOf(7).networks
    const networks = network ? [{ ...network, score: 0.123, state: 'closed' }] : []
    server.send('overview', { at: Date.now(), nodes: [{ ...nodeOf(7), networks }] })
    await rows.getByText('0.12').waitFor()
    await rows.getByText('Closed').waitFor({ state: 'attached' })
    await page.getByRole('textbox', { name: 'Find a node' }).fill('<script>alert(1)</script>')
    await page.getByText('No node is called so').waitFor()
    expect(await page.getByRole('textbox', { name: 'Find a node' }).inputValue()).toBe(
      '<script>alert(1)</script>',
    )
  })

  test('rows stay where they are under the pointer, and come in order when it leaves', async () => {
    const healthy = (node: NodeInShort) => ({
      ...node,
      networks: node.networks.map((network) => ({ ...network, state: 'healthy' as const })),
    })
    const [first, second] = [healthy(nodeOf(1)), healthy(nodeOf(2))]
    const { page, rows } = await open([first, second])
    await rows.first().hover()
    const [network] = second.networks
    if (network === undefined) throw new Error('Cannot test without a network')
    const networks = [{ ...network, state: 'exhausted', score: 0.111 }]
    server.send('overview', { at: Date.now(), nodes: [first, { ...second, networks }] })
    await rows.getByText('0.11').waitFor()
    expect(await rows.first().getByRole('link').innerText()).toBe('node-1')
    await page.getByRole('heading', { name: 'Nodes' }).hover()
    await rows.first().getByRole('link', { name: 'node-2' }).waitFor()
  })

  test('a server that lets nobody follow is asked, and followed again when it does', async () => {
    const { page, rows } = await open([nodeOf(7)])
    await page.getByText('seen 10 min ago').waitFor()
    const [network] = nodeOf(7).networks
    const changed = (score: number) => [{ ...nodeOf(7), networks: network ? [{ ...network, score }] : [] }]
    server.overview = changed(0.234)
    server.refuseStreams(true)
    await rows.getByText('0.23').waitFor()
    expect(server.asked).toContain('/api/v1/overview')
    server.overview = changed(0.345)
    server.refuseStreams(false)
    await rows.getByText('0.35').waitFor()
    const complaints = visits.complaints.splice(0)
    expect(complaints.filter((text) => !text.includes('status of 503'))).toEqual([])
  })

  test('a server that tells nothing is told of, and asked again', async () => {
    const { page } = await open([])
    await page.getByText('No node has told anything yet').waitFor()
  })
})
