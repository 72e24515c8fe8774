import { existsSync } from 'node:fs'
import type { FigureSource } from '../../collector/sources/figure-source.ts'
import type { NetworkBoard } from '../../domain/network-board.ts'
import type { PeerSource } from '../../prober/peer-source.ts'
import type { Clock } from '../../service-kit/clock.ts'
import { parseListenAddress } from '../../service-kit/listen-address.ts'
import type { Logger } from '../../service-kit/logger.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import type { Cluster } from '../cluster/cluster.ts'
import type { AgentConfig } from '../config.ts'
import { sweepingPlugin } from '../sweep/sweeping-plugin.ts'
import { usualBinDirs } from '../sweep/usual-bin-dirs.ts'
import { AuditTurn, type AuditToken } from './audit-turn.ts'
import { ProbeSource, type ProberLink } from './probe-source.ts'

/** What probes are made of. */
export interface ProbesOptions {
  readonly config: AgentConfig
  readonly cluster: Pick<Cluster, 'client'> | null
  /** How networks stand, for audits. */
  readonly board: () => NetworkBoard
  readonly clock: Clock
  readonly logger: Logger
}

/** The node's probes, wired and not yet started. */
export interface Probes extends AsyncDisposable {
  /** Null where probes are off. */
  readonly source: (FigureSource & Pick<ProbeSource, 'latest'>) | null
  /** To be called once plugins are served; what an earlier agent has left is removed where probes are off. */
  readonly start: () => Promise<void>
}

/**
 * Wires probes as the settings say; all that they need is loaded only where they are on, or have been.
 * @throws {Error} if a setting makes no sense
 */
export async function openProbes(options: ProbesOptions): Promise<Probes> {
  const { config, logger } = options
  if (config.GENIE_PROBES === 'off') return clearingProbes(options)
  if (config.GENIE_MODE === 'observe') {
    logger.warn('Probing nothing: a probe is an attachment, and with GENIE_MODE=observe nothing is attached')
    return clearingProbes(options)
  }
  await using open = new AsyncDisposableStack()
  const opened = await openLink(options, open)
  const peers = await openPeers(options)
  if (peers === null || typeof opened === 'string') {
    logger.error(typeof opened === 'string' ? opened : noPeers)
    return noProbes
  }
  open.use(peers)
  const turn = await openAudits(options)
  const source = new ProbeSource({
    node: config.NODE_NAME,
    link: opened.link,
    peers,
    ...(turn !== null && { audit: (view, at) => turn.next(view, at) }),
    logger,
  })
  const owned = open.move()
  return { source, start: opened.start, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

const noPeers = 'Cannot probe without a cluster: set GENIE_PEER_DIR to a directory that all nodes see'

const noProbes: Probes = {
  source: null,
  start: () => Promise.resolve(),
  [Symbol.asyncDispose]: () => Promise.resolve(),
}

/** Neither the agent's start nor its stop waits for what a DEL may take. */
function clearingProbes(options: ProbesOptions): Probes {
  const stop = new AbortController()
  return {
    source: null,
    start: () => {
      clearProbes(options, stop.signal).catch((error: unknown) => {
        options.logger.warn(`Cannot remove what probes have left: ${messageOf(error)}`)
      })
      return Promise.resolve()
    },
    [Symbol.asyncDispose]: () => {
      stop.abort()
      return Promise.resolve()
    },
  }
}

async function openPeers({ config, cluster, clock, logger }: ProbesOptions): Promise<PeerSource | null> {
  const node = config.NODE_NAME
  if (config.GENIE_PEER_DIR !== undefined)
    return new (await import('../../prober/peer-dir.ts')).PeerDir(config.GENIE_PEER_DIR, node, clock)
  if (cluster === null || config.POD_NAME === undefined) return null
  const { PodPeers } = await import('./pod-peers.ts')
  const pod = { namespace: config.POD_NAMESPACE, name: config.POD_NAME }
  return new PodPeers({ client: cluster.client, node, pod, clock, logger })
}

/** A prober, or in a sentence why there is none: pods are attached without one as well. */
async function openLink(
  options: ProbesOptions,
  open: AsyncDisposableStack,
): Promise<{ readonly link: ProberLink; readonly start: () => Promise<void> } | string> {
  const { GENIE_PROBER } = options.config
  if (GENIE_PROBER !== undefined) {
    const address = parseListenAddress(GENIE_PROBER, 'GENIE_PROBER')
    if (address.kind !== 'unix')
      throw new Error(`Cannot ask a prober at ${GENIE_PROBER}: set GENIE_PROBER to unix:/path`)
    const { askProber } = await import('../../prober/prober-client.ts')
    return {
      link: { exchange: (view, signal) => askProber(address.path, view, signal) },
      start: () => Promise.resolve(),
    }
  }
  const { buildProber, missingForProbes } = await import('../../prober/build-prober.ts')
  const made = proberOptions(options)
  const missing = missingForProbes(made)
  if (missing !== null) return missing
  const { prober } = open.use(buildProber(made))
  return {
    link: { exchange: (view) => Promise.resolve(prober.exchange(view)) },
    start: () => {
      prober.start()
      return Promise.resolve()
    },
  }
}

async function openAudits({ config, cluster, board, clock }: ProbesOptions): Promise<AuditTurn | null> {
  if (config.GENIE_AUDIT !== 'on') return null
  const { NODE_NAME: node, POD_NAMESPACE: namespace, GENIE_PEER_DIR: dir } = config
  let token: AuditToken
  if (dir !== undefined) token = (await import('./audit-lock.ts')).auditLock(dir, node, clock)
  else if (cluster !== null)
    token = (await import('./audit-lease.ts')).auditLease(cluster.client, namespace, node, clock)
  else return null
  return new AuditTurn({ token, board })
}

/** Only where attachments of probes are left is anything loaded, or done. */
async function clearProbes(options: ProbesOptions, signal: AbortSignal): Promise<void> {
  const { GENIE_PROBE_PREFIX: prefix, GENIE_STATE_DIR: stateDir } = options.config
  const made = proberOptions(options)
  if (made.plugin === '' || !existsSync('/run/netns')) return
  const { ownPrefix } = await import('../../prober/probe-sandbox.ts')
  const { readdir } = await import('node:fs/promises')
  const names = await readdir('/run/netns').catch(() => [])
  if (!names.some((name) => name.startsWith(ownPrefix(prefix, stateDir)))) return
  const { buildProber } = await import('../../prober/build-prober.ts')
  await using built = buildProber(made)
  const end = () => void built[Symbol.asyncDispose]()
  signal.addEventListener('abort', end, { once: true })
  if (!signal.aborted) await built.clear()
}

function proberOptions({ config, clock, logger }: ProbesOptions) {
  const { GENIE_SOCKET: socket, GENIE_STATE_DIR: stateDir, GENIE_CONF_DIR: confDir } = config
  return {
    node: config.NODE_NAME,
    plugin: sweepingPlugin(config.GENIE_PLUGIN, config.KUBERNETES_SERVICE_HOST !== undefined) ?? '',
    ...(config.GENIE_PROBE_PROGRAM !== undefined && { program: config.GENIE_PROBE_PROGRAM }),
    genie: { socket, stateDir, confDir },
    cniPath: config.GENIE_BIN_DIR ?? usualBinDirs,
    path: config.PATH,
    prefix: config.GENIE_PROBE_PREFIX,
    clock,
    logger,
  }
}
