import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { worksHere } from '../works-here.ts'

const plugin = join(import.meta.dirname, '../../../dist/genie')

/** Why there can be no pods of a real containerd on this machine, as words for a suite's name; empty if there can. */
export const noContainerd = reason().replace(/^(.+)$/, ' (skipped: $1)')

/** The version of CNI that our conf may have: containerd 1.x takes no result of 1.1.0. */
export const confVersion = (): '1.0.0' | '1.1.0' => (containerdMajor() < 2 ? '1.0.0' : '1.1.0')

/** The first number of containerd's version; 0 where there is none. */
export function containerdMajor(): number {
  if (noContainerd !== '') return 0
  const text = execFileSync('containerd', ['--version'], { encoding: 'utf8' })
  return Number(/\sv?(\d+)\./.exec(text)?.[1] ?? 0)
}

function reason(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'containerd needs Linux and root: run it again with sudo'
  for (const [program, name] of [
    ['containerd', 'containerd'],
    ['ctr', 'containerd'],
    ['runc', 'runc'],
    ['iptables', 'iptables'],
  ] as const)
    if (!worksHere(program, ['--version'])) return `${program} is missing: run apt-get install ${name}`
  if (!worksHere('busybox', ['true'])) return 'busybox is missing: run apt-get install busybox-static'
  if (!existsSync('/usr/lib/cni/bridge'))
    return 'the delegates are missing: run apt-get install containernetworking-plugins'
  if (!existsSync(plugin)) return `${plugin} is missing: run npm run build:plugin`
  if (!worksHere('unshare', ['--mount', '--net', '--pid', '--fork', '--mount-proc', 'true']))
    return 'this kernel or container allows no namespaces of our own'
  return ''
}
