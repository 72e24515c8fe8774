import { isDeepStrictEqual } from 'node:util'
import { fieldError, type FieldError } from '../objects/field-error.ts'
import { isJsonObject, listAt, objectAt, textAt, type JsonObject } from '../objects/json-object.ts'
import type { ApiObject, ObjectDraft } from '../objects/api-object.ts'
import type { WriteContext } from './resource-type.ts'

/** Sets what a real server sets in a pod that leaves it out. */
export function completePod(draft: ObjectDraft, { operation }: WriteContext): void {
  const spec = draft['spec']
  if (isJsonObject(spec)) {
    completePodSpec(spec)
    spec['enableServiceLinks'] ??= true
  }
  const status = (draft['status'] ??= {}) as JsonObject
  if (operation === 'CREATE') status['phase'] ??= 'Pending'
  status['qosClass'] ??= 'BestEffort'
}

/** The same for the spec of a workload's template. */
export function completePodSpec(spec: JsonObject): void {
  spec['restartPolicy'] ??= 'Always'
  spec['dnsPolicy'] ??= 'ClusterFirst'
  spec['schedulerName'] ??= 'default-scheduler'
  spec['terminationGracePeriodSeconds'] ??= 30
  spec['securityContext'] ??= {}
  if (spec['serviceAccountName'] !== undefined) spec['serviceAccount'] ??= spec['serviceAccountName']
  for (const list of ['initContainers', 'containers'])
    for (const container of listAt(spec, list)) if (isJsonObject(container)) completeContainer(container)
}

function completeContainer(container: JsonObject): void {
  container['resources'] ??= {}
  container['terminationMessagePath'] ??= '/dev/termination-log'
  container['terminationMessagePolicy'] ??= 'File'
  const image = textAt(container, 'image')
  container['imagePullPolicy'] ??= /:latest$|^[^:@]*$/.test(image) ? 'Always' : 'IfNotPresent'
  for (const port of listAt(container, 'ports')) if (isJsonObject(port)) port['protocol'] ??= 'TCP'
}

/** What may be changed in the spec of a pod that exists. */
const mutable = ['activeDeadlineSeconds', 'tolerations', 'terminationGracePeriodSeconds', 'schedulingGates']

/** What the API asks of a pod. */
export function validatePod(object: ApiObject, old: ApiObject | undefined): FieldError[] {
  const errors = podSpecErrors(objectAt(object, 'spec'), 'spec')
  if (old !== undefined && !isDeepStrictEqual(frozenPart(old), frozenPart(object)))
    errors.push(
      fieldError.forbidden(
        'spec',
        'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
      ),
    )
  return errors
}

function frozenPart(pod: ApiObject): unknown {
  const spec = { ...objectAt(pod, 'spec') }
  for (const member of mutable) Reflect.deleteProperty(spec, member)
  for (const list of ['containers', 'initContainers'])
    if (list in spec)
      spec[list] = listAt(spec, list).map((each) => ({ ...(each as JsonObject), image: null }))
  return spec
}

/** What is wrong with a pod's spec, also that of a workload's template. */
export function podSpecErrors(spec: JsonObject, at: string): FieldError[] {
  const containers = listAt(spec, 'containers')
  if (containers.length === 0) return [fieldError.required(`${at}.containers`)]
  const volumes = new Set(listAt(spec, 'volumes').map((volume) => textAt(volume, 'name')))
  return ['initContainers', 'containers'].flatMap((list) =>
    containerListErrors(listAt(spec, list), `${at}.${list}`, volumes),
  )
}

function containerListErrors(
  list: readonly unknown[],
  at: string,
  volumes: ReadonlySet<string>,
): FieldError[] {
  const seen = new Set<string>()
  return list.flatMap((container, index) => {
    const name = textAt(container, 'name')
    const here = `${at}[${index}]`
    const errors = containerErrors(container, here, volumes)
    if (seen.has(name)) errors.push(fieldError.duplicate(`${here}.name`, name))
    seen.add(name)
    return errors
  })
}

function containerErrors(container: unknown, at: string, volumes: ReadonlySet<string>): FieldError[] {
  const errors: FieldError[] = []
  const name = textAt(container, 'name')
  if (name === '') errors.push(fieldError.required(`${at}.name`))
  else if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))
    errors.push(fieldError.invalid(`${at}.name`, name, 'a lowercase RFC 1123 label is needed'))
  if (textAt(container, 'image') === '') errors.push(fieldError.required(`${at}.image`))
  for (const [index, mount] of listAt(container, 'volumeMounts').entries()) {
    const volume = textAt(mount, 'name')
    if (!volumes.has(volume))
      errors.push({
        field: `${at}.volumeMounts[${index}].name`,
        type: 'Invalid value',
        text: `Not found: ${JSON.stringify(volume)}`,
      })
  }
  return errors
}
