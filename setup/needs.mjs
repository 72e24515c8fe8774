import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'

const roomsOfProber = ['domain', 'estimators', 'prober', 'service-kit']
const roomsOfAgent = [
  ...roomsOfProber,
  ...['agent', 'cni', 'collector', 'journal', 'kube', 'pod-networks', 'selector', 'store'],
]

/** What a command may need before it runs. Each does nothing if it is there already. */
export const needs = {
  packages(root, env) {
    const installed = timeOf(join(root, 'node_modules', '.package-lock.json'))
    if (
      installed >= timeOf(join(root, 'package-lock.json')) &&
      existsSync(join(root, 'node_modules', '.bin', 'node'))
    )
      return
    say('Installing packages (npm ci) ...')
    const npm = process.env.npm_execpath
    if (npm?.endsWith('.js')) run(process.execPath, [npm, 'ci'], root, process.env)
    else run('npm', ['ci'], root, process.env)
  },
  debian(root, env) {
    const tools = [
      'ip:iproute2',
      'iptables:iptables',
      'nft:nftables',
      'iperf3:iperf3',
      'gcc:gcc',
      'xz:xz-utils',
      'musl-gcc:musl-tools',
    ]
    const missing = tools.map((each) => each.split(':')).filter(([program]) => !onPath(program, env))
    const packages = missing.map(([, name]) => name)
    if (!existsSync('/usr/lib/cni/bridge')) packages.push('containernetworking-plugins')
    if (!existsSync('/usr/include/stdio.h') && !packages.includes('gcc')) packages.push('libc6-dev')
    if (packages.includes('gcc')) packages.push('libc6-dev')
    installDebian(packages, root)
  },
  testing(root, env) {
    const tools = [
      'chromium',
      'strace',
      'containerd',
      'runc',
      'busybox:busybox-static',
      'go:golang-go',
      'prometheus',
    ]
    const missing = tools.map((each) => each.split(':')).filter(([program]) => !onPath(program, env))
    const packages = missing.map(([program, name = program]) => name)
    // What Helm's templates are made of, to render the chart
    const goPackages = '/usr/share/gocode/src'
    if (!existsSync(`${goPackages}/github.com/Masterminds/sprig`))
      packages.push('golang-github-masterminds-sprig-dev')
    if (!existsSync(`${goPackages}/gopkg.in/yaml.v2`)) packages.push('golang-gopkg-yaml.v2-dev')
    if (!hasPostgresServer()) packages.push(...postgresPackages())
    installDebian(packages, root)
  },
  /** Faces for Chinese words in pictures of the page; tests need none. */
  fonts(root) {
    if (!existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'))
      installDebian(['fonts-noto-cjk'], root)
  },
  plugin(root, env) {
    if (
      timeOf(join(root, 'dist', 'genie')) >
      newest(root, ['cni', 'cni-plugin', 'domain', 'journal', 'pod-networks', 'quickjs'])
    )
      return
    say('Building the plugin (npm run build:plugin) ...')
    run('node', ['cni-plugin/build/main.ts'], root, env)
  },
  /** Without a C compiler there is none, and networks are not probed; the next command tries again. */
  probe(root, env) {
    if (timeOf(join(root, 'dist', 'genie-probe')) > newest(root, ['domain', 'probe', 'quickjs'])) return
    say('Building genie-probe (npm run build:probe) ...')
    run('node', ['probe/build/main.ts'], root, env)
  },
  kube(root, env) {
    if (timeOf(join(root, 'dist', 'kube-config.mjs')) > newest(root, ['kube/build'])) return
    say('Building the Kubernetes client (npm run build:kube) ...')
    run('node', ['kube/build/main.ts'], root, env)
  },
  agent(root, env) {
    if (timeOf(join(root, 'dist', 'agent', 'main.mjs')) > newest(root, roomsOfAgent)) return
    say('Building the agent (npm run build:agent) ...')
    run('node', ['agent/build/main.ts'], root, env)
  },
  prober(root, env) {
    if (timeOf(join(root, 'dist', 'prober', 'main.mjs')) > newest(root, roomsOfProber)) return
    say('Building the prober (npm run build:prober) ...')
    run('node', ['prober/build/main.ts'], root, env)
  },
  web(root, env) {
    if (timeOf(join(root, 'dist', 'web', 'index.html')) > newest(root, ['web', 'domain'])) return
    say('Building the page (npm run build:web) ...')
    run('vite', ['build', 'web', '--logLevel', 'warn'], root, env)
  },
}

/** Clients alone have a folder of their version too. */
function hasPostgresServer() {
  const versions = '/usr/lib/postgresql'
  return (
    existsSync(versions) &&
    readdirSync(versions).some((version) => existsSync(join(versions, version, 'bin', 'initdb')))
  )
}

/**
 * Tests start a PostgreSQL of their own: Debian would make and start one for the whole machine, unless it is told not to
 * before. What the machine has set there already stays as it is.
 */
function postgresPackages() {
  const isWanted = process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get', process.env)
  if (!isWanted) return []
  const conf = '/etc/postgresql-common/createcluster.conf'
  if (!existsSync(conf)) {
    mkdirSync(dirname(conf), { recursive: true })
    writeFileSync(conf, 'create_main_cluster = false\n')
  }
  return ['postgresql']
}

/**
 * Debian starts what it installs, and again at every boot; tests start their own. What the machine has said of that
 * already stays as it is, and what we say goes even if the command is interrupted.
 */
const startingNothing = `policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 130' HUP INT TERM
  printf '#!/bin/sh\\nexit 101\\n' >"$policy"
  chmod 755 "$policy"
fi
"$@"`

function installDebian(packages, root) {
  if (packages.length === 0 || process.platform !== 'linux' || process.getuid?.() !== 0) return
  if (!onPath('apt-get', process.env)) return
  say(`Installing from Debian: ${packages.join(' ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['-qq', 'update'], root, env, true)
  const install = ['apt-get', '-qq', 'install', '--yes', '--no-install-recommends', ...packages]
  run('sh', ['-c', startingNothing, 'sh', ...install], root, env, true)
  const services = packages.filter((each) => ['containerd', 'prometheus'].includes(each))
  if (services.length > 0 && onPath('systemctl', env))
    run('systemctl', ['--quiet', 'disable', ...services], root, env, true)
}

/** Output goes to stderr: stdout belongs to the command that follows. */
function run(program, args, cwd, env, mayFail = false) {
  const { status, error } = spawnSync(program, args, { cwd, env, stdio: ['ignore', 2, 2] })
  if (status === 0) return
  const why = error?.message ?? `it ended with status ${String(status)}`
  const message = `Cannot prepare as ${program} ${args.join(' ')} failed: ${why}`
  if (!mayFail) throw new Error(message)
  say(message)
}

function say(line) {
  process.stderr.write(`${line}\n`)
}

function onPath(program, env) {
  return [...(env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Modification time in ms; 0 if there is nothing. */
function timeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function newest(root, folders) {
  const times = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((file) => timeOf(join(root, folder, file))),
  )
  return Math.max(...times, timeOf(join(root, 'package-lock.json')))
}
