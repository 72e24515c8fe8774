import { CniError } from './cni-error.ts'
import { errorCodes } from './error-codes.ts'
import { ifnameFault, isName } from './names.ts'

/**
 * What a runtime asks a plugin to do, besides VERSION, which needs no arguments. SWEEP is no word of the specification:
 * whoever looks after a node sends it.
 */
export type CniCommand = 'ADD' | 'DEL' | 'CHECK' | 'STATUS' | 'GC' | 'SWEEP'

/** The environment's part of a request; what the runtime did not give is an empty string. */
export interface CniArguments {
  readonly command: CniCommand
  readonly containerId: string
  readonly netns: string
  readonly ifname: string
  /** CNI_ARGS as it stands. */
  readonly cniArgs: string
  readonly path: string
}

const required: Readonly<Record<CniCommand, readonly string[]>> = {
  ADD: ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_PATH'],
  CHECK: ['CNI_CONTAINERID', 'CNI_NETNS', 'CNI_IFNAME', 'CNI_PATH'],
  DEL: ['CNI_CONTAINERID', 'CNI_IFNAME', 'CNI_PATH'],
  STATUS: ['CNI_PATH'],
  GC: ['CNI_PATH'],
  SWEEP: [],
}

const invalid = (message: string) => new CniError(errorCodes.invalidEnvironment, message)

/** Reads and checks a request's environment (specification, section "Parameters"). Throws code 4. */
export function readArguments(env: (name: string) => string | undefined): CniArguments {
  const command = env('CNI_COMMAND') ?? ''
  if (!Object.hasOwn(required, command))
    throw invalid(`Unknown CNI_COMMAND "${command}": send ADD, DEL, CHECK, STATUS, GC or VERSION`)
  const names = required[command as CniCommand]
  const missing = names.filter((name) => !env(name))
  if (missing.length > 0) throw invalid(`required env variables [${missing.join(',')}] missing`)
  const read = (name: string) => env(name) ?? ''
  const args: CniArguments = {
    command: command as CniCommand,
    containerId: read('CNI_CONTAINERID'),
    netns: read('CNI_NETNS'),
    ifname: read('CNI_IFNAME'),
    cniArgs: read('CNI_ARGS'),
    path: read('CNI_PATH'),
  }
  if (names.includes('CNI_CONTAINERID')) checkContainer(args)
  return args
}

function checkContainer({ containerId, ifname }: CniArguments): void {
  if (!isName(containerId))
    throw invalid(
      `Invalid CNI_CONTAINERID "${containerId}": use letters, digits, "_", "." and "-", first a letter or digit`,
    )
  const fault = ifnameFault(ifname)
  if (fault !== null) throw invalid(`Invalid CNI_IFNAME "${ifname}": it ${fault}`)
}
