import { generatedLetter as letter } from '../../domain/owner-of-pod.ts'

/**
 * A pod's name as its owner has made it, in RE2 and anchored: group 1 is the Deployment (its ReplicaSet's hash taken
 * off), StatefulSet, DaemonSet or CronJob. What does not match is an owner of its own. The name is asked rather than
 * kube-state-metrics' `kube_pod_owner`: that is not everywhere, fails the whole query where two of them are scraped,
 * and names the ReplicaSet too, so the hash would have to be taken off all the same.
 */
export const ownerPattern = `(.+?)(?:-(?:${letter}{5,10}|\\d{8,10}))?-(?:${letter}{5}|\\d+)`
