import { Counter, type Registry } from 'prom-client'

/** What the agent counts, by the names that its parts call it. */
export function createCounters(registers: [Registry]) {
  const counter = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Counter<L>({ name: `genie_${name}_total`, help, labelNames, registers })
  return {
    plans: counter('plans', 'Plans asked for by the plugin', 'outcome'),
    reports: counter('reports', 'What the plugin has done, as it reported', 'command', 'outcome'),
    retries: counter('retries', 'Other networks asked for within an ADD, after one has failed', 'outcome'),
    cooldowns: counter('cooldowns', 'Failures after which nobody is put on a network for a while', 'network'),
    decisions: counter('decisions', 'Decisions made', 'network'),
    observed: counter('observed', 'Pods observed, by whether they would have got the same network', 'agrees'),
    rounds: counter('collector_rounds', 'Rounds of measuring'),
    sweeps: counter('sweeps', 'Runs of the plugin to undo what nobody needs any more', 'outcome'),
    swept: counter('swept_attachments', 'Attachments undone by sweeping'),
    podWrites: counter('pod_writes', 'Patches of the annotations of pods', 'outcome'),
    podEvents: counter('pod_events', 'Events told of pods', 'reason', 'outcome'),
  }
}
