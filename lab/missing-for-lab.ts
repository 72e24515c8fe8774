import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { LabNetwork } from './lab-networks.ts'
import { runCommand } from './run-command.ts'
import { messageOf } from '../service-kit/message-of.ts'

/** What the check looks at. */
export interface Surroundings {
  readonly platform: string
  readonly uid: number
  /** The value of PATH. */
  readonly searchPath: string
  /** Where the delegates are. */
  readonly delegateDir: string
  /** The executable `genie`. */
  readonly plugin: string
  readonly networks: readonly LabNetwork[]
}

/** Debian's package of each program that the lab runs. */
const packageOfTool = { ip: 'iproute2', tc: 'iproute2', iperf3: 'iperf3', unshare: 'util-linux' }

/**
 * One sentence that says what this machine lacks for the lab and how to get it; null if nothing is missing. The
 * kernel's features are tried, in a namespace that ends with the try.
 */
export async function missingForLab(at: Surroundings): Promise<string | null> {
  if (at.platform !== 'linux')
    return 'The lab needs Linux with network namespaces: run it in a Linux machine or VM'
  if (at.uid !== 0) return 'The lab needs root to make network namespaces: run it again with sudo'
  const packages = await missingPackages(at)
  if (packages.length > 0)
    return `The lab needs programs that this machine lacks: run apt-get install ${packages.join(' ')}`
  if (!(await isExecutable(at.plugin)))
    return `The lab needs the plugin, and ${at.plugin} is missing: run npm run build:plugin`
  return await refusedByKernel(at)
}

async function missingPackages({ searchPath, delegateDir, networks }: Surroundings): Promise<string[]> {
  const missing = new Set<string>()
  for (const [tool, name] of Object.entries(packageOfTool))
    if (!(await isExecutableIn(searchPath.split(delimiter), tool))) missing.add(name)
  for (const type of ['host-local', ...networks.map(({ type }) => type)])
    if (!(await isExecutableIn([delegateDir], type))) missing.add('containernetworking-plugins')
  return [...missing]
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )

async function isExecutableIn(dirs: readonly string[], file: string): Promise<boolean> {
  const found = await Promise.all(dirs.map((dir) => isExecutable(join(dir, file))))
  return found.includes(true)
}

/** For `ip -batch`, so that all of them are tried in the same short-lived namespace. */
const linkTries = `link add genie-a type veth peer name genie-b
link add genie-c type bridge
link add genie-d link genie-a type macvlan mode bridge
`
const shaping = [
  'tc',
  'qdisc',
  'add',
  'dev',
  'lo',
  'root',
  'tbf',
  'rate',
  '1mbit',
  'burst',
  '64kb',
  'latency',
  '50ms',
]

async function refusedByKernel({ searchPath }: Surroundings): Promise<string | null> {
  const env = { PATH: searchPath }
  const apart = ['unshare', '--net', '--mount']
  try {
    await runCommand([...apart, 'ip', '-batch', '-'], { env, input: linkTries })
    await runCommand([...apart, ...shaping], { env })
    return null
  } catch (error) {
    const said = messageOf(error)
    return `The lab needs a kernel and a container that allow network namespaces, veth, bridge, macvlan and tbf: ${said}`
  }
}
