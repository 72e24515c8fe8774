import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { moduleSys } from '../../cni-plugin/build/module-sys.ts'
import { buildExecutable } from '../../quickjs/build/build-executable.ts'
import { CannotBuild } from '../../quickjs/build/cannot-build.ts'

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
  return [await build('release', program, folder, false), await build('sanitized', program, folder, true)]
}

/** Both builds of the probe, and the same probe on Node's platform. */
export async function probesOfAllPlatforms(folder: string): Promise<ProbeBuild<BuildName | 'node'>[]> {
  const executable = join(folder, 'node')
  const program = join(import.meta.dirname, 'probe-on-node.ts')
  await writeFile(executable, `#!/bin/sh\nexec '${process.execPath}' '${program}'\n`, { mode: 0o755 })
  return [...(await probeBuilds(folder)), { name: 'node', executable }]
}

async function build(
  name: BuildName,
  program: string,
  folder: string,
  sanitize: boolean,
): Promise<ProbeBuild> {
  const root = join(import.meta.dirname, '../..')
  const executable = join(folder, name)
  try {
    if (sanitize && !hasSanitizers()) throw new CannotBuild('gcc has no libasan here')
    await buildExecutable({
      entry: join(import.meta.dirname, program),
      module: moduleSys,
      output: executable,
      cache: join(root, '.cache/quickjs'),
      sanitize,
      env: process.env,
    })
    return { name, executable }
  } catch (fault) {
    if (fault instanceof CannotBuild) return { name, missing: fault.message }
    throw fault
  }
}

/** gcc answers with a bare name when it does not know where a file is. */
function hasSanitizers(): boolean {
  try {
    return execFileSync('gcc', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).includes('/')
  } catch {
    return false
  }
}
