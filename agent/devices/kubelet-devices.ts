import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { CniError } from '../../cni/cni-error.ts'
import { errorCodes } from '../../cni/error-codes.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { callGrpc } from './call-grpc.ts'
import type { DeviceIds, DevicesByResource } from './device-ids.ts'
import { parsePodResources } from './parse-pod-resources.ts'

/** Limits of a question to the kubelet. */
export interface KubeletLimits {
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** As much as the kubelet's own clients take, and a small part of the time that an ADD has. */
const defaultLimits: KubeletLimits = { timeoutMs: 1_000, maxBytes: 16 * 1_048_576 }

/** What the kubelet tells of pods' devices on its pod-resources socket. A machine without a kubelet has none. */
export class KubeletDevices implements DeviceIds {
  readonly #socketPath: string
  readonly #limits: KubeletLimits

  constructor(socketPath: string, limits = defaultLimits) {
    this.#socketPath = socketPath
    this.#limits = limits
  }

  async of(namespace: string, podName: string): Promise<DevicesByResource> {
    const socketPath = this.#socketPath
    // The kubelet removes its socket when it starts anew, but never the directory.
    if (!existsSync(dirname(socketPath))) return new Map()
    try {
      const method = '/v1.PodResourcesLister/List'
      const response = await callGrpc({ socketPath, method, message: Buffer.alloc(0), ...this.#limits })
      return parsePodResources(response, namespace, podName)
    } catch (error) {
      throw new CniError(
        errorCodes.tryAgainLater,
        `Cannot find out the devices of pod ${namespace}/${podName} from the kubelet at ${socketPath}: ${messageOf(error)}`,
      )
    }
  }
}
