import { stringify } from 'yaml'
import { alertRules, type AlertRule } from './alert-rules.ts'
import { recordingRules } from './recording-rules.ts'

const runbook = 'https://github.com/cni-genie/CNI-Genie/blob/main/docs/troubleshooting.md'

/** The groups of rules, as a rules file of Prometheus and as the spec of a PrometheusRule. */
export function rulesFile(): string {
  const groups = [
    { name: 'cni-genie.rules', rules: recordingRules },
    { name: 'cni-genie.alerts', rules: alertRules.map(alert) },
  ]
  return stringify({ groups }, { lineWidth: 0 })
}

function alert({ severity, summary, description, ...rule }: AlertRule): object {
  return { ...rule, labels: { severity }, annotations: { summary, description, runbook_url: runbook } }
}
