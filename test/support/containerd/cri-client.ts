import { callGrpc } from '../../../agent/devices/call-grpc.ts'
import { readProtobuf } from '../../../agent/devices/read-protobuf.ts'
import { protobufField, protobufNumber } from '../protobuf-field.ts'

type Texts = Readonly<Record<string, string>>

/** A pod as a kubelet asks for it. */
export interface SandboxConfig {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly annotations: Texts
  readonly cgroup: string
  readonly portMappings?: readonly { readonly containerPort: number; readonly hostPort: number }[]
}

/** What a runtime tells of a pod's network. */
export interface SandboxNetwork {
  readonly ip: string
  readonly additionalIps: readonly string[]
}

/**
 * The part of a runtime that a kubelet uses for pods' sandboxes
 * (https://github.com/kubernetes/cri-api/blob/master/pkg/apis/runtime/v1/api.proto).
 */
export class CriClient {
  readonly #socketPath: string

  constructor(socketPath: string) {
    this.#socketPath = socketPath
  }

  /** The runtime's name and version. */
  async version(): Promise<string> {
    const fields = await this.#call('Version', protobufField(1, 'v1'))
    return `${textOf(fields, 2)} ${textOf(fields, 3)}`
  }

  /** What keeps the runtime's network from being ready, in its words; empty if it is. */
  async networkFault(): Promise<string> {
    const [status = Buffer.alloc(0)] = (await this.#call('Status')).get(1) ?? []
    const conditions = (fieldsOf(status).get(1) ?? []).map(fieldsOf)
    const network = conditions.find((condition) => textOf(condition, 1) === 'NetworkReady')
    return network === undefined ? 'It tells no such condition' : textOf(network, 4)
  }

  /** The confs that containerd goes by at this moment, as it tells them itself: JSON. */
  async networkConfs(): Promise<string> {
    const info = ((await this.#call('Status', protobufNumber(1, 1))).get(2) ?? []).map(fieldsOf)
    return textOf(info.find((entry) => textOf(entry, 1) === 'cniconfig') ?? new Map(), 2)
  }

  /** Makes a pod's sandbox; its id. */
  async run(config: SandboxConfig): Promise<string> {
    return textOf(await this.#call('RunPodSandbox', protobufField(1, sandboxConfig(config))), 1)
  }

  async stop(id: string): Promise<void> {
    await this.#call('StopPodSandbox', protobufField(1, id))
  }

  async remove(id: string): Promise<void> {
    await this.#call('RemovePodSandbox', protobufField(1, id))
  }

  /** The ids of all sandboxes, also of those that are stopped. */
  async list(): Promise<readonly string[]> {
    const items = (await this.#call('ListPodSandbox')).get(1) ?? []
    return items.map((item) => textOf(fieldsOf(item), 1))
  }

  async network(id: string): Promise<SandboxNetwork> {
    const [status = Buffer.alloc(0)] =
      (await this.#call('PodSandboxStatus', protobufField(1, id))).get(1) ?? []
    const network = fieldsOf(fieldsOf(status).get(5)?.[0] ?? Buffer.alloc(0))
    const additionalIps = (network.get(2) ?? []).map((ip) => textOf(fieldsOf(ip), 1))
    return { ip: textOf(network, 1), additionalIps }
  }

  async #call(method: string, ...fields: readonly Buffer[]): Promise<Fields> {
    return fieldsOf(
      await callGrpc({
        socketPath: this.#socketPath,
        method: `/runtime.v1.RuntimeService/${method}`,
        message: Buffer.concat(fields),
        timeoutMs: 30_000,
        maxBytes: 4 * 1024 * 1024,
      }),
    )
  }
}

type Fields = ReadonlyMap<number, readonly Buffer[]>

function fieldsOf(message: Buffer): Fields {
  const fields = new Map<number, Buffer[]>()
  for (const [number, value] of readProtobuf(message))
    fields.set(number, [...(fields.get(number) ?? []), value])
  return fields
}

const textOf = (fields: Fields, number: number): string => fields.get(number)?.[0]?.toString('utf8') ?? ''

function sandboxConfig({
  name,
  namespace,
  uid,
  annotations,
  cgroup,
  portMappings = [],
}: SandboxConfig): Buffer {
  return Buffer.concat([
    protobufField(1, protobufField(1, name), protobufField(2, uid), protobufField(3, namespace)),
    protobufField(2, name),
    ...portMappings.map(({ containerPort, hostPort }) =>
      protobufField(5, protobufNumber(2, containerPort), protobufNumber(3, hostPort)),
    ),
    ...Object.entries(annotations).map(([key, value]) =>
      protobufField(7, protobufField(1, key), protobufField(2, value)),
    ),
    protobufField(8, protobufField(1, cgroup)),
  ])
}
