import { parseArgs } from 'node:util'
import { parseListenAddress } from '../service-kit/listen-address.ts'
import { labNetworks } from './lab-networks.ts'
import type { Surroundings } from './missing-for-lab.ts'
import { mostNodes } from './node-share.ts'
import type { NodeOptions } from './open-node-in-a-box.ts'
import type { PageAddress } from './page-pipe.ts'

/** What the command line and the environment ask for. */
export interface LabOptions {
  readonly help: boolean
  /** Progress goes to stderr, and the last line of stdout is one JSON object. */
  readonly json: boolean
  /** How many nodes there shall be; one is without probes, as it has nobody to probe. */
  readonly nodes: number
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
      nodes: { type: 'string', default: '1' },
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
    nodes: readNodes(values.nodes),
    node: { root, page, ...shared },
    surroundings: { platform, uid: getuid?.() ?? -1, ...shared },
  }
}

function readNodes(text: string): number {
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= mostNodes) return count
  throw new Error(`Cannot make ${text} nodes: give --nodes a number from 1 to ${mostNodes}`)
}

/** `--port` counts more than `GENIE_HTTP`; without either it is the first free port of the loopback from 8480 on. */
export function readPageAddress(port: string | undefined, httpVariable: string | undefined): PageAddress {
  const wanted = port === undefined ? httpVariable : `127.0.0.1:${port}`
  const address = parseListenAddress(wanted ?? '127.0.0.1:8480')
  if (address.kind === 'unix')
    throw new Error(`Cannot serve the lab's page on ${httpVariable ?? ''}: set GENIE_HTTP to host:port`)
  return { ...address, portIsFixed: wanted !== undefined }
}
