import { protobufField as field } from './protobuf-field.ts'

/** A pod as the kubelet lists it: its devices by container. */
export interface ListedPod {
  readonly namespace: string
  readonly name: string
  readonly containers: readonly (readonly { readonly resource: string; readonly ids: readonly string[] }[])[]
}

/** A `ListPodResourcesResponse` as the kubelet writes it, with fields around ours that it has too. */
export function podResourcesMessage(pods: readonly ListedPod[]): Buffer {
  return Buffer.concat(
    pods.map(({ namespace, name, containers }) =>
      field(1, field(1, name), field(2, namespace), ...containers.map((devices) => containerField(devices))),
    ),
  )
}

function containerField(devices: ListedPod['containers'][number]): Buffer {
  const cpuIds = Buffer.from([0x18, 0x96, 0x01])
  const topology = field(3, field(1, Buffer.from([0x08, 0x01])))
  return field(
    3,
    field(1, 'main'),
    ...devices.map(({ resource, ids }) =>
      field(2, field(1, resource), ...ids.map((id) => field(2, id)), topology),
    ),
    cpuIds,
  )
}
