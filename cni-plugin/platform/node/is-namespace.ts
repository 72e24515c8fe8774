import { existsSync, statfsSync } from 'node:fs'

const nsfsMagic = 0x6e736673

/** As `Platform.isNamespace`. */
export function isNamespace(path: string): boolean {
  if (process.platform !== 'linux') return existsSync(path)
  try {
    return statfsSync(path).type === nsfsMagic
  } catch (error) {
    return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM')
  }
}
