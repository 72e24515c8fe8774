import { statfsSync } from 'node:fs'

const nsfsMagic = 0x6e736673

/**
 * Whether the path leads to a network namespace, a file of nsfs, or to what we may not look at: that of another process
 * (`/proc/<pid>/ns/net`) without the right to trace it. It may well be there, and taken for gone its pod would lose its network.
 */
export function isNamespace(path: string): boolean {
  try {
    return statfsSync(path).type === nsfsMagic
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
  }
}
