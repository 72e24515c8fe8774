import { anonymous, isReading, localCaller, type Access } from './access.ts'

/** Whether others than those whom a mode knows may read. */
export interface AccessOptions {
  readonly isReadingOpen?: boolean
}

/** Callers of this machine may do all; others nothing, or read. */
export function localAccess({ isReadingOpen = false }: AccessOptions = {}): Access {
  const stranger = isReadingOpen ? anonymous : null
  return {
    mode: 'local',
    identify: ({ isLocal }) => Promise.resolve(isLocal ? localCaller('write') : stranger),
    allows: ({ may }, asked) => Promise.resolve(may === 'write' || isReading(asked)),
  }
}
