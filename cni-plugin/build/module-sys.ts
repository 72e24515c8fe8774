import { join } from 'node:path'
import type { NativeModule } from '../../quickjs/build/build-executable.ts'

/** The plugin's C module, whose contract is `sys.d.ts`. */
export const moduleSys: NativeModule = {
  name: 'sys',
  folder: join(import.meta.dirname, '../platform/quickjs'),
}
