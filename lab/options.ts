import { parseArgs } from 'node:util'
import { parseListenAddress } from '../service-kit/listen-address.ts'
import { labNetworks } from './lab-networks.ts'
import type { Surroundings } from './missing-for-lab.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import type { PageAddress } from './page-pipe.ts'

/** What the command line and the environment ask for. */
export interface LabOptions {
  readonly help: boolean
  /** Progress goes to stderr, and the last line of stdout is one JSON object. */
  readonly json: boolean
  readonly node: NodeOptions
  readonly surroundings: Surroundings
}

/** What of a process the options are read from. */
export type OptionSource = Pick<NodeJS.Process, 'argv' | 'env' | 'platform' | 'getuid'>

/** @throws an Error that names an argument or a variable that cannot be understood. */
export function readOptions({ argv, env, platform, getuid }: OptionSource, root: string): LabOptions {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      json: { type: 'boolean', default: false },
      port: { type: 'string' },
    },
  })
  const page = readPageAddress(values.port, env['GENIE_HTTP'])
  const shared = {
    delegateDir: '/usr/lib/cni',
    networks: labNetworks,
    searchPath: env['PATH'] ?? '',
    plugin: `${root}/dist/genie`,
  }
  return {
    help: values.help,
    json: values.json,
    node: { root, page, ...shared },
    surroundings: { platform, uid: getuid?.() ?? -1, ...shared },
  }
}

/** `--port` counts more than `GENIE_HTTP`; without either it is the first free port of the loopback from 8480 on. */
export function readPageAddress(port: string | undefined, httpVariable: string | undefined): PageAddress {
  const wanted = port === undefined ? httpVariable : `127.0.0.1:${port}`
  const address = parseListenAddress(wanted ?? '127.0.0.1:8480')
  if (address.kind === 'unix')
    throw new Error(`Cannot serve the lab's page on ${httpVariable ?? ''}: set GENIE_HTTP to host:port`)
  return { ...address, portIsFixed: wanted !== undefined }
}
