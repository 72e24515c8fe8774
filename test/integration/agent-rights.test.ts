import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { noRenderer } from '../../deploy/render/chart-renderer.ts'
import { openClient } from '../../kube/open-client.ts'
import { applyChart } from '../support/apply-chart.ts'
import type { KubeApi } from '../support/kube-api/kube-api.ts'
import { NodeOnCluster } from '../support/node-on-cluster.ts'
import { noProduct } from '../support/product.ts'
import { withoutCapabilities } from '../support/without-capabilities.ts'

const patience = { timeout: 60_000 }
const missing = `${noProduct}${noRenderer}`

const held = withoutCapabilities.length > 0 ? ' and without any capability' : ''

/** The chart is installed, and the agent is who it says. */
async function install(api: KubeApi): Promise<string> {
  await using admin = await openClient({ program: 'genie-test', env: {}, kubeconfig: api.kubeconfig() })
  await applyChart(admin)
  return api.kubeconfig({ token: api.serviceAccountToken('cni-genie', 'cni-genie-agent', 'genie-node') })
}

describe.skipIf(missing !== '')(`An agent with the rights that the chart gives it${held}${missing}`, () => {
  test(
    'tells pods all that it has to tell, and asks for nothing that is refused',
    { timeout: 150_000 },
    async () => {
      await using state = await mkdtempDisposable(join(tmpdir(), 'genie-rights-'))
      await using on = await NodeOnCluster.open(
        {},
        { through: [], agentThrough: withoutCapabilities, stateDir: state.path },
        install,
      )
      expect(await on.run('web')).toMatchObject({ status: 0 })
      expect(await on.run('wrong', { cni: 'nowhere' })).toMatchObject({ status: 1 })
      await expect.poll(() => on.untold(['web']), patience).toEqual([])
      expect(on.annotationsOf('web')).toHaveProperty(['cni-genie.io/picked'])
      const told = () => on.events().map(({ pod, reason }) => `${pod} ${reason}`)
      await expect.poll(told, patience).toEqual(['web NetworkPicked', 'wrong NetworkRefused'])
      const refused = on.api.counts.all.filter(({ code }) => code === 401 || code === 403 || code === 422)
      expect(refused.map(({ method, path }) => `${method} ${path}`)).toEqual([])
    },
  )
})
