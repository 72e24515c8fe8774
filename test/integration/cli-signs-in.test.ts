import { afterAll, beforeAll, expect, test } from 'vitest'
import { CliOnCluster } from '../support/cli-on-cluster.ts'

/** An agent that asks the cluster who may call. */
let cli: CliOnCluster
beforeAll(async () => {
  cli = await CliOnCluster.open({ GENIE_ACCESS: 'cluster' })
  cli.node.seedPod('new', { annotations: { cni: '' } })
  await cli.node.start()
})
afterAll(() => cli[Symbol.asyncDispose]())

test('what anybody who gets to an agent may read is asked without a token', async () => {
  expect(await cli.run('networks', '-o', 'name')).toMatchObject({ code: 0, stderr: '' })
})

test("what asks for a right is asked with the caller's own token", async () => {
  expect(await cli.json('rank', 'new')).toMatchObject({
    rankings: [{ node: 'genie-node', pod: 'default/new' }],
  })
})

test('as another user no token is sent, and what to do is said', async () => {
  const impersonating = await cli.run('rank', 'new', '--as', 'anna')
  expect([impersonating.code, impersonating.stderr]).toEqual([
    1,
    expect.stringContaining('use a kubeconfig that signs in by a token, and no --as'),
  ])
})
