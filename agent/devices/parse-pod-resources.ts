import type { DevicesByResource } from './device-ids.ts'
import { readProtobuf } from './read-protobuf.ts'

/**
 * The devices of one pod in a `ListPodResourcesResponse` (k8s.io/kubelet/pkg/apis/podresources/v1, api.proto), of all
 * its containers. Throws RangeError if the bytes are none.
 */
export function parsePodResources(response: Buffer, namespace: string, podName: string): DevicesByResource {
  const devices = new Map<string, string[]>()
  for (const pod of fieldsOf(response, 1)) {
    if (textOf(pod, 1) !== podName || textOf(pod, 2) !== namespace) continue
    for (const container of fieldsOf(pod, 3))
      for (const given of fieldsOf(container, 2)) {
        const resource = textOf(given, 1)
        const ids = fieldsOf(given, 2).map((id) => id.toString())
        devices.set(resource, [...(devices.get(resource) ?? []), ...ids])
      }
  }
  return devices
}

const fieldsOf = (message: Buffer, wanted: number): readonly Buffer[] =>
  [...readProtobuf(message)].flatMap(([field, value]) => (field === wanted ? [value] : []))

const textOf = (message: Buffer, field: number): string => fieldsOf(message, field).at(-1)?.toString() ?? ''
