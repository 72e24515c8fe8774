import { Value } from 'typebox/value'
import { pickedKey } from '../../domain/annotation-keys.ts'
import type { KubeObject } from '../../kube/kube-object.ts'
import { Picked } from './why-report.ts'

/** What is written on a pod about its network; null if nothing that makes sense is. */
export function parsePicked({ metadata }: KubeObject): Picked | null {
  const text = metadata.annotations?.[pickedKey]
  if (text === undefined) return null
  try {
    const picked: unknown = JSON.parse(text)
    return Value.Check(Picked, picked) ? picked : null
  } catch {
    return null
  }
}
