import { join } from 'node:path'
import type { NativeModule } from '../../quickjs/build/build-executable.ts'

/** The C module of `genie-probe`, whose contract is `sockets.d.ts`. */
export const moduleSockets: NativeModule = { name: 'sockets', folder: join(import.meta.dirname, '../native') }
