/** QuickJS cannot be built on this machine, which is no fault: the message says why, and Node serves instead. */
export class CannotBuild extends Error {
  override readonly name = 'CannotBuild'
}
