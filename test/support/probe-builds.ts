import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { moduleSys } from '../../cni-plugin/build/module-sys.ts'
import { moduleSockets } from '../../probe/build/module-sockets.ts'
import { buildExecutable, type NativeModule } from '../../quickjs/build/build-executable.ts'
import { CannotBuild } from '../../quickjs/build/cannot-build.ts'
import { noNamespaces } from './probe-namespace.ts'

const root = join(import.meta.dirname, '../..')

type BuildName = 'release' | 'sanitized'

/** A built probe, or the sentence that says why there is none on this machine. */
export type ProbeBuild<Name extends string = BuildName> =
  | { readonly name: Name; readonly executable: string; readonly missing?: undefined }
  | { readonly name: Name; readonly missing: string }

/**
 * Builds a program of this folder, by default the probe of the QuickJS platform, into the given one: as the plugin
 * ships, and with ASan and UBSan if gcc has them.
 */
export async function probeBuilds(
  folder: string,
  program = 'quickjs-probe.ts',
): Promise<[ProbeBuild, ProbeBuild]> {
  return await buildsOf(join(import.meta.dirname, program), moduleSys, folder)
}

/** Both builds of `genie-probe`, the program that measures networks, in the given folder. */
export async function genieProbeBuilds(folder: string) {
  const builds = await buildsOf(join(root, 'probe/main.ts'), moduleSockets, folder)
  return builds.map((build) => ({ executable: '', missing: noNamespaces, ...build }))
}

/** Both builds of the probe, and the same probe on Node's platform. */
export async function probesOfAllPlatforms(folder: string): Promise<ProbeBuild<BuildName | 'node'>[]> {
  const executable = join(folder, 'node')
  const program = join(import.meta.dirname, 'probe-on-node.ts')
  await writeFile(executable, `#!/bin/sh\nexec '${process.execPath}' '${program}'\n`, { mode: 0o755 })
  return [...(await probeBuilds(folder)), { name: 'node', executable }]
}

async function buildsOf(
  entry: string,
  module: NativeModule,
  folder: string,
): Promise<[ProbeBuild, ProbeBuild]> {
  const build = async (name: BuildName, sanitize: boolean): Promise<ProbeBuild> => {
    const executable = join(folder, name)
    try {
      if (sanitize && !hasSanitizers()) throw new CannotBuild('gcc has no libasan here')
      const cache = join(root, '.cache/quickjs')
      await buildExecutable({ entry, module, output: executable, cache, sanitize, env: process.env })
      return { name, executable }
    } catch (fault) {
      if (fault instanceof CannotBuild) return { name, missing: fault.message }
      throw fault
    }
  }
  return [await build('release', false), await build('sanitized', true)]
}

/** gcc answers with a bare name when it does not know where a file is. */
function hasSanitizers(): boolean {
  try {
    return execFileSync('gcc', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).includes('/')
  } catch {
    return false
  }
}
