import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from '../../lab/cni-call.ts'
import type { LabPaths } from '../../lab/lab-home.ts'
import { runCommand } from '../../lab/run-command.ts'
import { callPlugin, type PluginOutcome } from './call-plugin.ts'
import { missingAddresses, type AddResult, type Link } from './missing-addresses.ts'
import { recordOf, remainsOf } from './remains.ts'
import type { StormPod } from './storm-pod.ts'
import type { Tally } from './tally.ts'

/** What a runtime knows of its node. */
export interface StormRuntimeOptions {
  readonly paths: LabPaths
  /** The plugin, with what puts it into the node's namespace before it. */
  readonly plugin: readonly string[]
  readonly cniPath: string
  readonly env: NodeJS.ProcessEnv
  /** Our own conf. */
  readonly conf: object
  /** The name of the namespace of the n-th sandbox. */
  readonly nameOfPod: (index: number) => string
  readonly tally: Tally
  /** When to kill the plugin of the next call; null to leave it alone. */
  readonly killAfterMs: () => number | null
}

/** A pod whose ADD has succeeded. */
export interface AttachedPod {
  readonly pod: StormPod
  readonly sandbox: Sandbox
  readonly result: AddResult
}

/** A runtime's own patience is a dozen seconds between two tries; the order of things is the same. */
const patience = { addTries: 5, betweenAddsMs: 200, delTries: 50, betweenDelsMs: 100 }

/** Starts and ends pods as containerd does, and looks each time whether what the plugin said is so. */
export class StormRuntime {
  readonly #options: StormRuntimeOptions
  #sandboxes = 0

  constructor(options: StormRuntimeOptions) {
    this.#options = options
  }

  /** A failed ADD gets its DEL at once, and is tried again with a new sandbox. Null if all tries have failed. */
  async start(pod: StormPod): Promise<AttachedPod | null> {
    const uid = randomUUID()
    for (let tries = 0; tries < patience.addTries; tries++) {
      const sandbox = await this.#newSandbox(pod, uid)
      const { fault, stdout } = await this.#call('ADD', sandbox, pod)
      if (fault === null) {
        const attached = { pod, sandbox, result: JSON.parse(stdout) as AddResult }
        await this.#expectThere(attached, 'after its ADD')
        await this.#expectRecord(attached)
        return attached
      }
      await this.#delete(sandbox, pod, undefined)
      await this.#expectGone(sandbox, pod, `after its ADD failed (${fault}) and its DEL did not`)
      await delay(patience.betweenAddsMs)
    }
    return null
  }

  /** Ends a pod in its own way. */
  async end(attached: AttachedPod): Promise<void> {
    const { pod, sandbox, result } = attached
    await this.#expectThere(attached, 'before its DEL')
    if (pod.departure === 'orderly') await this.#delete(sandbox, pod, result)
    else await runCommand(['ip', 'netns', 'delete', sandbox.namespace])
    if (pod.departure === 'forgotten') return
    if (pod.departure === 'late') await this.#deleteLate(sandbox, pod)
    await this.#expectGone(sandbox, pod, 'after its DEL')
  }

  /** The kubelet gives a new sandbox, with a container id and a namespace of its own, to the same pod. */
  async #newSandbox({ name }: StormPod, uid: string): Promise<Sandbox> {
    const index = ++this.#sandboxes
    const namespace = this.#options.nameOfPod(index)
    await runCommand(['ip', 'netns', 'add', namespace])
    const pod = { namespace: 'storm', name, uid }
    return { pod, namespace, containerId: containerIdOf({ ...pod, uid: `${uid} ${index}` }) }
  }

  /** DEL with the namespace until it succeeds, then, the namespace gone, two more without it. */
  async #delete(sandbox: Sandbox, pod: StormPod, result: object | undefined): Promise<void> {
    await this.#untilDone(() => this.#call('DEL', sandbox, pod, result))
    await runCommand(['ip', 'netns', 'delete', sandbox.namespace])
    await this.#deleteLate(sandbox, pod)
    await this.#deleteLate(sandbox, pod)
  }

  async #deleteLate(sandbox: Sandbox, pod: StormPod): Promise<void> {
    await this.#untilDone(() => this.#call('DEL', sandbox, pod, undefined, false))
  }

  async #untilDone(call: () => Promise<PluginOutcome>): Promise<void> {
    for (let tries = 0; tries < patience.delTries; tries++) {
      if ((await call()).fault === null) return
      await delay(patience.betweenDelsMs)
    }
  }

  async #call(
    command: 'ADD' | 'DEL',
    sandbox: Sandbox,
    { annotations }: StormPod,
    result?: object,
    netnsExists = true,
  ): Promise<PluginOutcome> {
    const { plugin, cniPath, env, conf, tally, killAfterMs } = this.#options
    const outcome = await callPlugin({
      command: plugin,
      env: { ...env, ...cniEnvironment(command, sandbox, netnsExists), CNI_PATH: cniPath },
      stdin: cniStdin(conf, annotations, result),
      killAfterMs: killAfterMs(),
    })
    tally.count(command, outcome)
    return outcome
  }

  async #expectThere({ pod, sandbox, result }: AttachedPod, when: string): Promise<void> {
    const printed = await runCommand(['ip', '-n', sandbox.namespace, '-j', 'address'])
    const missing = missingAddresses(pod.ifnames, result, JSON.parse(printed || '[]') as Link[])
    if (missing !== null) this.#options.tally.lie(`${pod.name} is not attached ${when}: ${missing}`)
  }

  /** Without a record that is done, no DEL could undo the ADD. */
  async #expectRecord({ pod, sandbox }: AttachedPod): Promise<void> {
    const { paths, tally } = this.#options
    const record = await recordOf(paths, sandbox.containerId)
    if (record?.state !== 'done') tally.lie(`${pod.name} has no record that is done after its ADD`)
    else if (record.decision !== null) tally.agentPicks += 1
  }

  async #expectGone(sandbox: Sandbox, { name }: StormPod, when: string): Promise<void> {
    const remains = await remainsOf(this.#options.paths, sandbox.containerId)
    if (remains.length > 0)
      this.#options.tally.lie(`${name} has left something ${when}: ${remains.join(', ')}`)
  }
}
