import type { PrinterColumn } from '../resources/resource-type.ts'

/** How long ago a time was, as `kubectl` says it: `5s`, `3m10s`, `2h`, `4d`. */
export function ageOf(since: string, now: Date): string {
  const seconds = Math.floor((now.getTime() - Date.parse(since)) / 1_000)
  if (Number.isNaN(seconds)) return '<unknown>'
  if (seconds < 120) return `${Math.max(seconds, 0)}s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`
  if (minutes < 180) return `${minutes}m`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours}h` : `${Math.floor(hours / 24)}d`
}

/** The last column of most tables. */
export const ageColumn: PrinterColumn = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cellOf: ({ metadata }, now) => ageOf(metadata.creationTimestamp, now),
}
