import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

/** A real Prometheus on the loopback, with its data in a directory of its own. */
export interface PrometheusUnderTest extends AsyncDisposable {
  readonly url: string
  /** How often it has scraped the page so far. */
  readonly scrapes: () => number
}

/** As often as is sensible: a test waits for a handful of scrapes. */
const scrapeInterval = '200ms'

/**
 * Starts Debian's prometheus, which scrapes one page that the test writes: `page` is asked for each scrape with its
 * number from 1. Labels of the page win over the target's, as for pages that tell of pods. Stopped and removed at the end.
 */
export async function startPrometheus(
  page: (scrape: number) => string,
  rules?: string,
): Promise<PrometheusUnderTest> {
  await using ground = new AsyncDisposableStack()
  let scrapes = 0
  const target = createServer((_, response) => {
    scrapes += 1
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(page(scrapes))
  }).listen(0, '127.0.0.1')
  ground.defer(() => {
    target.closeAllConnections()
    target.close()
  })
  await once(target, 'listening')
  const dir = await mkdtemp(join(tmpdir(), 'genie-prometheus-'))
  ground.defer(() => rm(dir, { recursive: true, force: true }))
  await writeFile(
    join(dir, 'prometheus.yml'),
    configOf((target.address() as AddressInfo).port, rules !== undefined),
  )
  if (rules !== undefined) await writeFile(join(dir, 'rules.yml'), rules)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = spawn(
    'prometheus',
    [
      `--config.file=${join(dir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(dir, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--log.level=error',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  )
  ground.defer(async () => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGKILL')
    await ended
  })
  await once(server, 'spawn')
  await untilReady(url, () => server.exitCode)
  const whole = ground.move()
  return { url, scrapes: () => scrapes, [Symbol.asyncDispose]: () => whole.disposeAsync() }
}

function configOf(port: number, hasRules: boolean): string {
  return JSON.stringify({
    global: { scrape_interval: scrapeInterval, evaluation_interval: scrapeInterval },
    ...(hasRules && { rule_files: ['rules.yml'] }),
    scrape_configs: [
      { job_name: 'genie-test', honor_labels: true, static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
    ],
  })
}

async function untilReady(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = performance.now() + 20_000
  while (exitCode() === null && performance.now() < deadline) {
    const response = await fetch(`${url}/-/ready`).catch(() => null)
    await response?.arrayBuffer()
    if (response?.ok === true) return
  }
  throw new Error('Cannot start prometheus within 20 s: see its log above')
}
