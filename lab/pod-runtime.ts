import { dirname } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { PodRef } from '../domain/decision.ts'
import { cniEnvironment, cniStdin, containerIdOf, type Sandbox } from './cni-call.ts'
import { CommandError, runCommand } from './run-command.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** The members of a CNI result that the lab reads; the rest stays. */
const AddResult = Type.Object({ ips: Type.Array(Type.Object({ address: Type.String() })) })
const CniFailure = Type.Object({ msg: Type.String(), details: Type.Optional(Type.String()) })

/** What a runtime knows of its node. */
export interface RuntimeOptions {
  /** The namespace in which plugins run: the node's. */
  readonly node: string
  /** The name of the namespace of the n-th pod. */
  readonly nameOfPod: (index: number) => string
  /** The CNI plugin, absolute path. */
  readonly plugin: string
  /** The conf that it gets on stdin. */
  readonly conf: object
  readonly delegateDir: string
  readonly env: NodeJS.ProcessEnv
}

/** A pod that runs on the node. */
export interface RunningPod extends Sandbox {
  /** Addresses without prefix length, in the order of the result. */
  readonly ips: readonly string[]
}

/** Does for a pod's network what containerd does: a namespace, ADD, and the two kinds of DEL. */
export class PodRuntime {
  readonly #options: RuntimeOptions
  /** Results as the plugin gave them, by container id: a DEL gets them back whole. */
  readonly #results = new Map<string, unknown>()
  #made = 0

  constructor(options: RuntimeOptions) {
    this.#options = options
  }

  /** @throws an Error with the plugin's own sentence; nothing of the pod is left then. */
  async add(pod: PodRef, annotations: Readonly<Record<string, string>>): Promise<RunningPod> {
    const namespace = this.#options.nameOfPod(++this.#made)
    const sandbox = { pod, namespace, containerId: containerIdOf(pod) }
    await runCommand(['ip', 'netns', 'add', namespace])
    await runCommand(['ip', '-n', namespace, 'link', 'set', 'lo', 'up'])
    try {
      const result = await this.#call('ADD', sandbox, annotations)
      this.#results.set(sandbox.containerId, result)
      const { ips } = Value.Parse(AddResult, result)
      return { ...sandbox, ips: ips.map(({ address }) => address.replace(/\/\d+$/, '')) }
    } catch (error) {
      // The specification asks for a DEL after a failed ADD; what counts for people is why the ADD failed.
      await this.remove(sandbox, annotations).catch(() => undefined)
      throw new Error(`Cannot attach pod ${pod.name}: ${sentenceOf(error)}`, { cause: error })
    }
  }

  /** DEL with the namespace and the result, then, the namespace gone, once more without either. */
  async remove(sandbox: Sandbox, annotations: Readonly<Record<string, string>>): Promise<void> {
    try {
      await this.#call('DEL', sandbox, annotations)
    } finally {
      this.#results.delete(sandbox.containerId)
      await runCommand(['ip', 'netns', 'delete', sandbox.namespace])
    }
    await this.#call('DEL', sandbox, annotations, false)
  }

  async #call(
    command: 'ADD' | 'DEL',
    sandbox: Sandbox,
    annotations: Readonly<Record<string, string>>,
    netnsExists = true,
  ): Promise<unknown> {
    const { node, plugin, conf, delegateDir, env } = this.#options
    const stdout = await runCommand(['ip', 'netns', 'exec', node, plugin], {
      env: {
        ...env,
        ...cniEnvironment(command, sandbox, netnsExists),
        CNI_PATH: `${dirname(plugin)}:${delegateDir}`,
      },
      input: cniStdin(conf, annotations, this.#results.get(sandbox.containerId)),
    })
    return stdout === '' ? null : JSON.parse(stdout)
  }
}

/** A plugin that fails says why as JSON on stdout (CNI specification 1.0.0, "Error"). */
function sentenceOf(error: unknown): string {
  if (!(error instanceof CommandError)) return messageOf(error)
  try {
    const { msg, details } = Value.Parse(CniFailure, JSON.parse(error.stdout))
    return details ? `${msg}; ${details}` : msg
  } catch {
    return error.message
  }
}
