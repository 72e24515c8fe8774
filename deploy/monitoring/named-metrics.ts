import { alertRules } from './alert-rules.ts'
import { dashboardRows } from './dashboard-panels.ts'
import { recordingRules } from './recording-rules.ts'

/** Every PromQL expression of rules and dashboard. */
export function expressions(): readonly string[] {
  const panels = Object.values(dashboardRows).flat()
  return [
    ...[...recordingRules, ...alertRules].map(({ expr }) => expr),
    ...panels.flatMap(({ queries }) => Object.values(queries)),
  ]
}

/** The metrics that an expression names; figures that are recorded ahead have a colon in their names. */
export function metricsIn(expression: string): readonly string[] {
  const names = expression.match(/[a-z_:][a-z0-9_:]*genie_[a-z0-9_:]*|\bgenie_[a-z0-9_]+/g) ?? []
  return names.filter((name) => !name.includes(':')).map((name) => name.replace(/_(bucket|sum|count)$/, ''))
}

/** The figures that an expression takes from recording rules. */
export function recordedIn(expression: string): readonly string[] {
  return expression.match(/\b[a-z_]+:genie_[a-z0-9_]+:[a-z0-9_]+|\b[a-z_]+:genie_[a-z0-9_]+/g) ?? []
}
