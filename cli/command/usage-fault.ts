/** A command line that cannot be understood: the process ends with status 2. */
export class UsageFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageFault'
  }
}
