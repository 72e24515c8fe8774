import { CniError } from '../../cni/cni-error.ts'
import type { CniVersion } from '../../cni/versions.ts'

/** A configuration that is wrong, in a version that is known: the runtime is told in its own. */
export class InvalidConf extends CniError {
  readonly version: CniVersion
  constructor(version: CniVersion, { code, message, details }: CniError) {
    super(code, message, details)
    this.version = version
  }
}
