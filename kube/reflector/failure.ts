import { messageOf } from '../../service-kit/message-of.ts'
import { KubeError } from '../kube-error.ts'

/** Kinds of failures, as metrics tell them apart. */
export const failureKinds = [
  'expired',
  'missing',
  'refused',
  'busy',
  'cut',
  'silent',
  'away',
  'server',
] as const

/** What a failed list or watch means. */
export type FailureKind = (typeof failureKinds)[number]

/** Sorts what a list or a watch ended in. */
export function failureKind(error: unknown): FailureKind {
  if (!(error instanceof KubeError)) return 'server'
  const { status, reason } = error
  if (status === 410 || reason === 'Expired' || reason === 'Gone') return 'expired'
  if (status === 404) return 'missing'
  if (status === 401 || status === 403) return 'refused'
  if (status === 429) return 'busy'
  if (status !== 0) return 'server'
  if (reason === 'Silent') return 'silent'
  return reason === 'Cut' ? 'cut' : 'away'
}

/** What is to be told of it, or null where it is part of life. */
export function faultOf(kind: FailureKind, error: unknown): string | null {
  return kind === 'expired' || kind === 'missing' ? null : messageOf(error)
}
