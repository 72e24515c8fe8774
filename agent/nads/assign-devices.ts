import type { DevicesByResource } from '../devices/device-ids.ts'
import type { NetworkSelection } from '../../pod-networks/npwg/network-selection.ts'
import { refused } from '../../pod-networks/refused.ts'
import { nadLabel } from './nad.ts'

/** A selection as far as devices matter. */
export interface DeviceWish {
  readonly selection: NetworkSelection
  /** The resource that the network's devices are of; undefined if it has none. */
  readonly resource: string | undefined
  /** Whether the network's plugins declare the capability `deviceID`, and so need one. */
  readonly needsDevice: boolean
}

/**
 * The device of every wish in order: one that the selection names itself, else the first of the resource that is left.
 * Null where there is none to give: a resource may be one that only tells on which nodes a network is.
 * @throws {CniError} of code 7 if the pod has too few devices, or not the one that it names
 */
export function assignDevices(
  wishes: readonly DeviceWish[],
  devices: DevicesByResource,
): readonly (string | null)[] {
  const free = new Map([...devices].map(([resource, ids]) => [resource, new Set(ids.toSorted())]))
  const named = wishes.map((wish) => takeNamed(wish, free))
  return wishes.map((wish, index) => named[index] ?? takeNext(wish, free))
}

type Free = ReadonlyMap<string, Set<string>>

function takeNamed({ selection, resource }: DeviceWish, free: Free): string | null {
  const source = selection.asked.get('deviceID')
  const left = resource === undefined ? undefined : free.get(resource)
  if (resource === undefined || source === undefined || left === undefined) return null
  const device = JSON.parse(source) as string
  if (left.delete(device)) return device
  throw refused(
    `Cannot attach to "${nadLabel(selection)}" by device ${source} as it is none of the pod's free ones of ` +
      `${resource}: leave deviceID out, or name one of ${[...left].join(', ') || 'its own'}`,
  )
}

function takeNext({ selection, resource, needsDevice }: DeviceWish, free: Free): string | null {
  if (resource === undefined) return null
  const left = free.get(resource)
  const [device] = left ?? []
  if (device !== undefined) {
    left?.delete(device)
    return device
  }
  if (left === undefined && (!needsDevice || selection.asked.has('deviceID'))) return null
  throw refused(
    `Cannot attach to "${nadLabel(selection)}" as the pod has no device of ${resource} for it` +
      `${left === undefined ? '' : ' that is free'}: request one in the resources of its containers`,
  )
}
