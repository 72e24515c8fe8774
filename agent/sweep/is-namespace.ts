import { statfsSync } from 'node:fs'

const nsfsMagic = 0x6e736673

/** Whether the path leads to a network namespace: a file of nsfs. */
export function isNamespace(path: string): boolean {
  try {
    return statfsSync(path).type === nsfsMagic
  } catch {
    return false
  }
}
