import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClusterNode } from '../support/cluster-node.ts'
import { AgentPage } from '../support/web/agent-page.ts'
import { builtPage } from '../support/web/built-page.ts'
import { browserNote, hasBrowser, Visits } from '../support/web/visits.ts'
import { save, slider } from '../support/web/weights-view.ts'

const viewer = 'genie-token-of-ben-01234567890123456789'
const editor = 'genie-token-of-anna-0123456789012345678'
const rbac = 'rbac.authorization.k8s.io'

/** Ben may look at everything and change nothing, Anna may change profiles too. */
function letTwoIn({ api }: ClusterNode): Promise<void> {
  const role = (name: string, verbs: readonly string[]) => ({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRole',
    metadata: { name },
    rules: [{ apiGroups: ['cni-genie.io'], resources: ['*'], verbs }],
  })
  const binding = (name: string, user: string) => ({
    apiVersion: `${rbac}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
    subjects: [{ apiGroup: rbac, kind: 'User', name: user }],
  })
  api.addUser(viewer, { username: 'ben', groups: [] })
  api.addUser(editor, { username: 'anna', groups: [] })
  api.seed(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    {
      apiVersion: 'cni-genie.io/v1alpha1',
      kind: 'SelectionProfile',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { weights: { latency: 4 } },
    },
    role('views', ['get', 'list', 'watch']),
    role('edits', ['get', 'list', 'watch', 'create', 'update', 'delete']),
    binding('views', 'ben'),
    binding('edits', 'anna'),
  )
  return Promise.resolve()
}

describe.skipIf(!hasBrowser)(`the page of a cluster in ${browserNote}`, () => {
  let built: string
  let visits: Visits
  let server: AgentPage
  beforeAll(async () => {
    built = await builtPage()
    visits = await Visits.open()
    server = await AgentPage.open(built, {
      isOnCluster: true,
      prepare: letTwoIn,
      settings: { GENIE_ACCESS: 'cluster' },
    })
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await visits[Symbol.asyncDispose]()
  })

  const weights = () => server.node.api.find('cni-genie.io/v1alpha1', 'SelectionProfile', 'web', 'shop')

  /** Somebody opens a profile, signs in with a wrong token and then with that one, and saves another weight. */
  async function saveWeight(token: string) {
    const page = await visits.visit(`${server.url}#/weights?profile=shop/web`)
    await page.getByLabel(/wants to know who you are/).fill('a-token-that-the-cluster-does-not-know-00')
    await page.keyboard.press('Enter')
    await page.getByLabel(/does not take that token/).fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await slider(page, 'Price').press('End')
    await save(page).press('Enter')
    return page
  }

  test('a token of the cluster lets one look, and what one has no right to is said where it was tried', async () => {
    const page = await saveWeight(viewer)
    await page.getByText(/Cannot let ben update selectionprofiles in namespace shop/).waitFor()
    await page.getByText('1 weight is changed.').waitFor()
    expect(weights()).toMatchObject({ spec: { weights: { latency: 4 } } })
    expect(await visits.end()).toEqual([])
  })

  test('who has the right saves it, under the name that the cluster knows', async () => {
    const page = await saveWeight(editor)
    await page
      .getByText(/shop\/web is saved/)
      .first()
      .waitFor()
    expect(weights()).toMatchObject({ spec: { weights: { latency: 4, price: 10 } } })
    const { body } = await server.call('/audit', { token: editor })
    expect(body).toMatchObject({ changes: [{ by: 'anna', after: { weights: { latency: 4, price: 10 } } }] })
    expect(await visits.end()).toEqual([])
  })
})
