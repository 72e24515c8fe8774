import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { DecisionPage } from '../../domain/network-board.ts'
import { LoadedNode, type Sandbox } from '../support/loaded-node.ts'
import type { PluginOutcome } from '../support/plugin-host.ts'
import { noProduct, product } from '../support/product.ts'

const parallel = 8
const pods = 64
/** With these pods on their way the agent is restarted. */
const restartsAt: readonly number[] = [16, 40]

/** Puts a new plugin into the place of the old one without end, as an installer does it once. */
class Installer implements AsyncDisposable {
  readonly path: string
  readonly #child: ChildProcess
  #installed = 0

  private constructor(path: string, child: ChildProcess) {
    this.path = path
    this.#child = child
    child.stdout?.on('data', () => (this.#installed += 1))
  }

  static async open(path: string): Promise<Installer> {
    const install = 'while cp "$0" "$1.new" && mv "$1.new" "$1"; do echo; sleep 0.02; done'
    const child = spawn('sh', ['-c', install, product.command[0], path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const installer = new Installer(path, child)
    await once(child.stdout, 'data')
    return installer
  }

  /** How often it has. */
  get installed(): number {
    return this.#installed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#child, 'close')
    this.#child.kill()
    await gone
  }
}

/** A node under upgrade: its plugin is always new, and its agent restarts. */
class Upgrade implements AsyncDisposable {
  readonly node: LoadedNode
  readonly installer: Installer
  #restarted: Promise<void> = Promise.resolve()

  private constructor(node: LoadedNode, installer: Installer) {
    this.node = node
    this.installer = installer
  }

  static async open(): Promise<Upgrade> {
    const node = await LoadedNode.open()
    return new Upgrade(node, await Installer.open(node.at('genie')))
  }

  /** Attaches and detaches pods. */
  async run(pair: (pod: string) => Promise<void>): Promise<void> {
    let begun = 0
    const work = async () => {
      while (begun < pods) {
        begun += 1
        if (restartsAt.includes(begun)) this.#restart()
        await pair(`pod-${begun}`)
      }
    }
    await Promise.all(Array.from({ length: parallel }, work))
    await this.#restarted
  }

  call(command: string, sandbox: Sandbox): Promise<PluginOutcome> {
    return this.node.call(command, sandbox, this.installer.path)
  }

  /** Settles when there is an agent again. */
  agentIsBack(): Promise<void> {
    return this.#restarted
  }

  async isAttached({ containerId }: Sandbox): Promise<boolean> {
    return (await this.node.leases.held()).includes(`${containerId}@eth0`)
  }

  /** What the agent believes of pods that have all gone; the repair has to settle what nobody reported. */
  async standing(): Promise<readonly string[]> {
    const { decisions } = await this.node.get<DecisionPage>('/api/v1/decisions?limit=100')
    return decisions.filter(({ outcome }) => ['planned', 'attached'].includes(outcome)).map(({ id }) => id)
  }

  #restart(): void {
    this.#restarted = this.#restarted.then(() => this.node.restartAgent())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.installer[Symbol.asyncDispose]()
    await this.node[Symbol.asyncDispose]()
  }
}

describe.skipIf(noProduct !== '')(`Plugin and agent are replaced under load${noProduct}`, () => {
  test('and no pod whose annotations the runtime gives notices', async () => {
    await using upgrade = await Upgrade.open()
    await upgrade.run(async (pod) => {
      const sandbox = { pod, containerId: pod, annotations: { cni: '' } }
      expect.soft(await upgrade.call('ADD', sandbox)).toMatchObject({ status: 0 })
      expect.soft(await upgrade.isAttached(sandbox)).toBe(true)
      expect.soft(await upgrade.call('DEL', sandbox)).toMatchObject({ status: 0 })
    })
    await expectNothingLeft(upgrade)
  })

  test('and a pod whose annotations only the agent knows is at most tried again', async () => {
    await using upgrade = await Upgrade.open()
    await upgrade.run(async (pod) => {
      await upgrade.node.setManifest(pod, { cni: 'beta' })
      const sandboxes = await addPatiently(upgrade, pod)
      for (const sandbox of sandboxes)
        expect.soft(await upgrade.call('DEL', sandbox)).toMatchObject({ status: 0 })
    })
    await expectNothingLeft(upgrade)
  })
})

/** As a kubelet does: a new sandbox for every try. All of them want a DEL. */
async function addPatiently(upgrade: Upgrade, pod: string): Promise<readonly Sandbox[]> {
  const sandboxes: Sandbox[] = []
  let isAttached = false
  while (!isAttached && sandboxes.length <= restartsAt.length) {
    const sandbox = { pod, containerId: `${pod}-${sandboxes.length}` }
    sandboxes.push(sandbox)
    const outcome = await upgrade.call('ADD', sandbox)
    isAttached = await upgrade.isAttached(sandbox)
    expect.soft(outcome).toMatchObject(isAttached ? { status: 0 } : { status: 1, answer: { code: 11 } })
    await upgrade.agentIsBack()
  }
  expect.soft(isAttached).toBe(true)
  return sandboxes
}

async function expectNothingLeft(upgrade: Upgrade): Promise<void> {
  const { node, installer } = upgrade
  expect(installer.installed).toBeGreaterThan(10)
  expect([await node.leases.held(), await node.state()]).toEqual([[], []])
  await expect.poll(() => upgrade.standing(), { timeout: 30_000, interval: 500 }).toEqual([])
}
