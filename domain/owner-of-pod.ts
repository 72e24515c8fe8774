/** The letters of Kubernetes' generated names: no vowels and nothing alike (apimachinery, `rand.String`). */
export const generatedLetter = '[bcdfghjklmnpqrstvwxz2456789]'

const shapes: readonly (readonly [kind: string, shape: RegExp])[] = [
  ['CronJob', new RegExp(`^(.+)-\\d{8,10}-${generatedLetter}{5}$`)],
  ['Deployment', new RegExp(`^(.+)-${generatedLetter}{5,10}-${generatedLetter}{5}$`)],
  ['StatefulSet', /^(.+)-\d+$/],
  ['DaemonSet', new RegExp(`^(.+)-${generatedLetter}{5}$`)],
]

/**
 * Who owns a pod, as `namespace/kind/name`, by the shape of its name: the owner outlives its pods. A ReplicaSet counts as
 * the Deployment that made it, a bare Job as a DaemonSet; what has no such shape owns itself.
 */
export function ownerOfPod({
  namespace,
  name,
}: {
  readonly namespace: string
  readonly name: string
}): string {
  for (const [kind, shape] of shapes) {
    const owner = shape.exec(name)?.[1]
    if (owner !== undefined) return `${namespace}/${kind}/${owner}`
  }
  return `${namespace}/Pod/${name}`
}
