import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { buildController } from '../../controllers/build-controller.ts'
import { ControllerConfig } from '../../controllers/config.ts'
import { crdGroups } from '../../deploy/crds/all-crds.ts'
import { realDelay } from '../../kube/delay.ts'
import { openClient } from '../../kube/open-client.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { codeIn, docTable } from '../support/doc-table.ts'
import { KubeApi } from '../support/kube-api/kube-api.ts'
import type { Seed } from '../support/kube-api/seed/seeder.ts'
import { NodeUnderTest } from '../support/node-under-test.ts'
import { pluginExecutables } from '../support/plugin-executables.ts'
import { scrapedFamilies } from '../support/scraped-families.ts'

/** Name, type and labels of every metric of ours on the page of metrics, or in the table of the guide. */
type Listed = Readonly<Record<string, readonly [type: string, labels: string]>>

function onPage(page: string): Readonly<Record<string, readonly [string, string | undefined]>> {
  const own = [...scrapedFamilies(page)].filter(([name]) => name.startsWith('genie_'))
  return Object.fromEntries(own.map(([name, { type, labels }]) => [name, [type, labels?.join(', ')]]))
}

function inGuide(heading: string): Listed {
  return Object.fromEntries(
    docTable('docs/metrics.md', heading).map(([name, type, labels = '']) => [
      codeIn(name),
      [type ?? '', labels.replaceAll('`', '').split(', ').sort().join(', ')],
    ]),
  )
}

/** A family without a sample yet shows no labels: there the guide's word has to do. */
function expectSame(page: string, heading: string): void {
  const guide = inGuide(heading)
  const shown = Object.entries(onPage(page)).map(
    ([name, [type, labels]]) => [name, [type, labels ?? guide[name]?.[1] ?? '']] as const,
  )
  expect(Object.fromEntries(shown)).toEqual(guide)
}

async function metricsAt(socketPath: string): Promise<string> {
  const call = request({ socketPath, path: '/metrics', headers: { host: 'localhost' } }).end()
  const [response] = (await once(call, 'response')) as [IncomingMessage]
  return text(response)
}

test('the guide has every metric of an agent on a cluster that has attached a pod, and no other', async () => {
  await using api = await KubeApi.start()
  for (const crd of Object.values(crdGroups).flat()) api.seed(crd as unknown as Seed)
  await using node = await NodeUnderTest.open({
    KUBECONFIG: api.kubeconfig(),
    GENIE_METRICS: 'unix:$dir/metrics.sock',
  })
  const [executable] = pluginExecutables
  if (executable === undefined) throw new Error('Cannot start the plugin in any way')
  const pod = await node.pod(executable, { annotations: { cni: '' } })
  expect(await pod.call('ADD')).toMatchObject({ status: 0 })
  const page = await metricsAt(node.at('metrics.sock'))
  expect(Object.keys(onPage(page))).toEqual(Object.keys(onPage(await metricsAt(node.at('http.sock')))))
  expectSame(page, 'Of the agent')
})

test('the guide has every metric of a controller, and no other', async () => {
  await using api = await KubeApi.start()
  await using client = await openClient({ program: 'genie-test', kubeconfig: api.kubeconfig(), env: {} })
  await using controller = buildController({
    config: readConfig(ControllerConfig, {}),
    ...{ client, clock: systemClock, delay: realDelay, logger: createLogger('silent') },
  })
  const { server } = controller
  await using _closed = { [Symbol.asyncDispose]: () => server.close() }
  const { body } = await server.inject('/metrics')
  expectSame(body, 'Of the controller')
})
