import { Counter, Gauge, Histogram, type Registry } from 'prom-client'

/** What an extender counts. */
export interface ExtenderMetrics {
  readonly answered: (verb: 'filter' | 'prioritize', seconds: number) => void
  readonly judged: (nodes: {
    readonly judged: number
    readonly failed: number
    readonly late: number
  }) => void
}

/** What is shown of the memory that it answers from. */
export interface ExtenderFigures {
  readonly nodes: () => number
  readonly oldestMs: () => number
  /** Pods that are bound and not running yet; null where nobody follows them. */
  readonly boundPods: () => number | null
}

/** Registers the extender's metrics. */
export function createExtenderMetrics(register: Registry, figures: ExtenderFigures): ExtenderMetrics {
  const registers: [Registry] = [register]
  const duration = new Histogram({
    name: 'genie_extender_duration_seconds',
    help: 'How long an answer to the scheduler took, without reading the question',
    labelNames: ['verb'],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25],
    registers,
  })
  const judged = new Counter({
    name: 'genie_extender_judged_nodes_total',
    help: 'Nodes judged for pods with cni: "", by what was said: passed, failed, or late (as said before)',
    labelNames: ['verdict'],
    registers,
  })
  gauge('nodes', 'Nodes of which something fresh is known', figures.nodes)
  gauge('oldest_figure_seconds', 'Age of the oldest of what is known', () => figures.oldestMs() / 1_000)
  if (figures.boundPods() !== null)
    gauge(
      'bound_pods',
      'Pods with cni: "" that are bound and not running yet',
      () => figures.boundPods() ?? 0,
    )
  return {
    answered: (verb, seconds) => duration.observe({ verb }, seconds),
    judged: ({ judged: all, failed, late }) => {
      judged.inc({ verdict: 'passed' }, all - failed - late)
      judged.inc({ verdict: 'failed' }, failed)
      judged.inc({ verdict: 'late' }, late)
    },
  }

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      name: `genie_extender_${name}`,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  }
}
