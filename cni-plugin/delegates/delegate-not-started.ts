import { CniError } from '../../cni/cni-error.ts'

/** A delegate could not even be started: it has done nothing that would have to be undone. */
export class DelegateNotStarted extends CniError {}
