import { CniError } from '../../cni/cni-error.ts'
import { readArguments, type CniArguments } from '../../cni/read-arguments.ts'
import { deadlines } from '../deadlines.ts'
import { parseGenieConf, salvageGenieConf, type GenieConf } from './genie-conf.ts'
import { ioFailure } from '../io-failure.ts'
import type { Platform } from '../platform/platform.ts'

const stdinLimitBytes = 8 * 1024 * 1024

/** What the runtime asks for: its environment variables and its standard input, checked. */
export interface Request {
  readonly args: CniArguments
  readonly conf: GenieConf
  /** The configuration as it came. */
  readonly stdin: string
}

/** A request that has just come in. */
export interface ReceivedRequest extends Request {
  /** What the platform's clock showed before anything of it was read. */
  readonly begunAtMs: number
}

/**
 * Reads and checks a request. A DEL must come through whatever became of the conf file since the ADD: it makes do with
 * what can be used of its standard input, and with the defaults. Throws codes 1, 4, 5, 6 and 7.
 */
export async function readRequest(platform: Platform): Promise<ReceivedRequest> {
  const begunAtMs = platform.monotonicMs()
  const args = readArguments((name) => platform.env(name))
  let stdin = ''
  try {
    stdin = await readStdin(platform)
    return { args, conf: parseGenieConf(stdin), stdin, begunAtMs }
  } catch (error) {
    if (args.command !== 'DEL' || !(error instanceof CniError)) throw error
    const conf = salvageGenieConf(stdin)
    platform.writeStderr(`genie: ${error.message}; going on with the journal in ${conf.stateDir}\n`)
    return { args, conf, stdin, begunAtMs }
  }
}

async function readStdin(platform: Platform): Promise<string> {
  try {
    return await platform.readStdin(stdinLimitBytes, deadlines.stdinMs)
  } catch (error) {
    throw ioFailure('read the network configuration on standard input', error)
  }
}
