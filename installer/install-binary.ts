import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isObject } from '../cni/is-object.ts'
import { parseJson } from '../cni/parse-json.ts'
import { messageOf } from '../service-kit/message-of.ts'
import type { InstallerConfig } from './config.ts'
import { placeFile } from './place-file.ts'
import { readPlainFile } from './plain-file.ts'

/** What the plugin is called in the bin dir: the `type` of our conf. */
export const binaryName = 'genie'

const answersWithinMs = 10_000

/**
 * Puts the plugin into the bin dir, once it has shown that it runs on this node; one that is there already and the
 * same stays untouched. Links are replaced, never followed.
 */
export async function installBinary(config: InstallerConfig): Promise<void> {
  const { GENIE_SOURCE, GENIE_BIN_DIR, GENIE_CNI_VERSION } = config
  const path = join(GENIE_BIN_DIR, binaryName)
  const content = await readFile(GENIE_SOURCE).catch((cause: unknown) => {
    throw new Error(`Cannot read the plugin ${GENIE_SOURCE}: ${messageOf(cause)}`, { cause })
  })
  const check = (file: string) => requireAnswer(file, GENIE_CNI_VERSION)
  const old = await readPlainFile(path).catch(() => null)
  if (old?.equals(content) === true) await check(path)
  else await placeFile({ path, content, mode: 0o755, check })
}

/** The plugin has to say by itself that it speaks the version of our conf. */
async function requireAnswer(file: string, cniVersion: string): Promise<void> {
  try {
    const call = promisify(execFile)(file, [], { env: { CNI_COMMAND: 'VERSION' }, timeout: answersWithinMs })
    call.child.stdin?.on('error', () => undefined).end(JSON.stringify({ cniVersion }))
    const { stdout } = await call
    const answer = parseJson(stdout)
    const versions = isObject(answer) ? answer['supportedVersions'] : undefined
    if (!Array.isArray(versions) || !versions.includes(cniVersion))
      throw new Error(`it does not speak CNI ${cniVersion}`)
  } catch (cause) {
    throw new Error(`Cannot install the plugin as it does not run on this node: ${messageOf(cause)}`, {
      cause,
    })
  }
}
