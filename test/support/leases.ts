import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a delegate named `lease` has given away: it keeps a file for every interface beside its CNI_PATH. */
export class Leases {
  readonly #program: string
  readonly #directory: string

  private constructor(program: string, directory: string) {
    this.#program = program
    this.#directory = directory
  }

  /** Installs the delegate into a directory of CNI_PATH. */
  static async install(binDir: string): Promise<Leases> {
    const [program, directory] = [join(binDir, 'lease'), join(binDir, '../leases')]
    await mkdir(directory)
    await copyFile(join(import.meta.dirname, 'leasing-delegate.sh'), program)
    return new Leases(program, directory)
  }

  /** From now on the delegate runs these shell commands at an ADD of that interface, half-way through its taking. */
  async halfWay(ifname: string, commands: string): Promise<void> {
    await writeFile(`${this.#program}.${ifname}`, commands)
  }

  /** Whose they are, each as `<container>@<interface>`, sorted. */
  async held(): Promise<readonly string[]> {
    return (await readdir(this.#directory)).sort()
  }

  /** As if a machine had been started anew. */
  async returnAll(): Promise<void> {
    for (const lease of await readdir(this.#directory)) await rm(join(this.#directory, lease))
  }
}
