import { Histogram, type Registry } from 'prom-client'

/** From a part of the plugin's own work, which takes a tenth of a millisecond, to the longest that an ADD may take. */
const buckets = [
  ...[0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05],
  ...[0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
]

/** How long plans and ADDs take. */
export function createHistograms(registers: [Registry]) {
  const histogram = <L extends string = never>(name: string, help: string, ...labelNames: L[]) =>
    new Histogram<L>({ name: `genie_${name}_seconds`, help, labelNames, buckets, registers })
  return {
    planSeconds: histogram('plan_duration', 'Time to answer a plan request'),
    stepSeconds: histogram(
      'attach_step_duration',
      "Time of each step of an ADD, as the plugin reported; exec is the delegates' own",
      'step',
    ),
    overheadSeconds: histogram('attach_overhead', 'Time of an ADD without that of its delegates'),
  }
}
