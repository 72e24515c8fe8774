import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What a delegate named `lease` has given away: it keeps a file for every interface beside its CNI_PATH. */
export class Leases {
  readonly #directory: string

  private constructor(directory: string) {
    this.#directory = directory
  }

  /** Installs the delegate into a directory of CNI_PATH. */
  static async install(binDir: string): Promise<Leases> {
    const directory = join(binDir, '../leases')
    await mkdir(directory)
    await copyFile(join(import.meta.dirname, 'leasing-delegate.sh'), join(binDir, 'lease'))
    return new Leases(directory)
  }

  /** Whose they are, each as `<container>@<interface>`, sorted. */
  async held(): Promise<readonly string[]> {
    return (await readdir(this.#directory)).sort()
  }
}
