import { setImmediate } from 'node:timers/promises'
import { Counter } from 'prom-client'
import type { PodEvent } from '../../agent/pod-writer/pod-event.ts'
import type { ApiPod } from '../../agent/pod-writer/pod-in-api.ts'
import { PodWriter } from '../../agent/pod-writer/pod-writer.ts'
import { RecentPicks } from '../../agent/pod-writer/recent-picks.ts'
import type { AttachmentRecord } from '../../domain/attachment-record.ts'
import type { Decision } from '../../domain/decision.ts'
import { KubeError } from '../../kube/kube-error.ts'
import { ManualClock } from '../../service-kit/clock.ts'
import { createLogger } from '../../service-kit/logger.ts'

type Answer = KubeError | null

/** A writer of pods on a clock of its own, with an API of which the test says what it answers. */
export class WriterUnderTest {
  readonly clock = new ManualClock(0)
  readonly records: AttachmentRecord[] = []
  readonly decisions = new Map<string, Decision>()
  readonly pods = new Map<string, ApiPod>()
  readonly state = { isSynced: true, awaySinceMs: null as number | null, fault: null }
  /** Every request, with the time at which it came. */
  readonly requests: { readonly atMs: number; readonly what: string; readonly pod: string }[] = []
  readonly events: PodEvent[] = []
  readonly logged: string[] = []
  readonly observed = new Set<string>()
  /** What the API says to a patch, and to an Event; null for yes. */
  answer: (pod: string) => Answer | Promise<Answer> = () => null
  answerEvent: () => Answer = () => null
  /** Whether the cache hears of what is patched. */
  isWatching = true
  underWay = 0
  mostAtOnce = 0
  readonly outcomes = new Counter({
    name: 'genie_pod_writes_total',
    help: 'Outcomes',
    labelNames: ['outcome'],
    registers: [],
  })
  writer: PodWriter

  constructor() {
    this.writer = this.#open()
  }

  /** A pod that has been attached, and that the API knows. */
  add(record: AttachmentRecord, annotations: Readonly<Record<string, string>> = {}): void {
    this.records.push(record)
    const { podNamespace: namespace, podName: name, podUid: uid } = record
    this.pods.set(`${namespace}/${name}`, { namespace, name, uid, annotations })
  }

  annotationsOf(name: string): Readonly<Record<string, string>> | undefined {
    return this.pods.get(`default/${name}`)?.annotations
  }

  /** Another agent, which knows nothing of what this one did. */
  async restart(): Promise<void> {
    await this.writer.stop()
    this.writer = this.#open()
    this.writer.start()
  }

  /** Lets time pass as far as somebody waits for it, up to so many ms; then everything that can be done has been. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.monotonicMs() + ms
    for (;;) {
      await this.#quiet()
      const next = [...this.#sleepers].sort((one, other) => one.atMs - other.atMs)[0]
      if (next === undefined || next.atMs > end) break
      this.clock.advance(Math.max(0, next.atMs - this.clock.monotonicMs()))
      this.#sleepers.delete(next)
      next.wake()
    }
    this.clock.advance(Math.max(0, end - this.clock.monotonicMs()))
  }

  /** Until nothing is asked any more for a while. */
  async #quiet(): Promise<void> {
    let asked = -1
    while (asked !== this.requests.length) {
      asked = this.requests.length
      for (let turn = 0; turn < 20; turn++) await setImmediate()
    }
  }

  readonly #sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>()

  readonly #delay = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { atMs: this.clock.monotonicMs() + ms, wake: resolve }
      this.#sleepers.add(sleeper)
      const leave = () => {
        this.#sleepers.delete(sleeper)
        reject(new Error('It was woken'))
      }
      if (signal.aborted) leave()
      else signal.addEventListener('abort', leave, { once: true })
    })

  #open(): PodWriter {
    const lines = {
      write: (line: string) => void this.logged.push((JSON.parse(line) as { msg: string }).msg),
    }
    return new PodWriter({
      journal: {
        dated: () => Promise.resolve(this.records.map((record, writtenMs) => ({ record, writtenMs }))),
      },
      pods: { find: (namespace, name) => this.pods.get(`${namespace}/${name}`), state: this.state },
      picks: new RecentPicks({
        find: (id) => Promise.resolve(this.decisions.get(id) ?? null),
        findForPod: (uid) =>
          Promise.resolve([...this.decisions.values()].find(({ pod }) => pod.uid === uid) ?? null),
      }),
      isObserved: (namespace) => this.observed.has(namespace),
      signs: { bootId: '', isNamespace: () => true },
      client: { patch: (...args) => this.#patch(...args), get: (...args) => this.#get(...args) },
      events: { tell: (event) => this.#tell(event) },
      metrics: { podWrites: this.outcomes },
      clock: this.clock,
      delay: this.#delay,
      random: () => 1,
      logger: createLogger('info', lines),
    })
  }

  async #patch(...[, { namespace = '', name }, body]: Parameters<PodWriterClient['patch']>) {
    this.requests.push({ atMs: this.clock.monotonicMs(), what: 'patch', pod: name })
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.underWay)
    try {
      const fault = await this.answer(name)
      if (fault !== null) throw fault
    } finally {
      this.underWay -= 1
    }
    const pod = this.pods.get(`${namespace}/${name}`)
    const { metadata } = body as { metadata: { uid: string; annotations: Record<string, string | null> } }
    if (pod === undefined) throw new KubeError('Cannot find the pod', { status: 404 })
    if (pod.uid !== metadata.uid) throw new KubeError('Cannot change the UID', { status: 422 })
    const merged = Object.entries({ ...pod.annotations, ...metadata.annotations })
    const annotations = Object.fromEntries(
      merged.filter((entry): entry is [string, string] => entry[1] !== null),
    )
    if (this.isWatching) {
      this.pods.set(`${namespace}/${name}`, { ...pod, annotations })
      this.writer.wake()
    }
    return { apiVersion: 'v1', kind: 'Pod', metadata: { name } }
  }

  #get(...[, { namespace = '', name }]: Parameters<PodWriterClient['get']>) {
    this.requests.push({ atMs: this.clock.monotonicMs(), what: 'get', pod: name })
    const pod = this.pods.get(`${namespace}/${name}`)
    if (pod === undefined) return Promise.reject(new KubeError('Cannot find the pod', { status: 404 }))
    return Promise.resolve({ apiVersion: 'v1', kind: 'Pod', metadata: { name, uid: pod.uid } })
  }

  #tell(event: PodEvent): Promise<void> {
    this.requests.push({ atMs: this.clock.monotonicMs(), what: 'event', pod: event.pod.name })
    const fault = this.answerEvent()
    if (fault !== null) return Promise.reject(fault)
    const isKnown = this.events.some(({ about, pod }) => about === event.about && pod.uid === event.pod.uid)
    if (!isKnown) this.events.push(event)
    return Promise.resolve()
  }
}

type PodWriterClient = ConstructorParameters<typeof PodWriter>[0]['client']
