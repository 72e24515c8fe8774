import type { AgentFrame, maxFrameBytes, PluginFrame, protocolVersion } from '../../domain/plan-protocol.ts'

const version: typeof protocolVersion = '1'

/** The longest frame that either side takes. */
export const frameLimitBytes: typeof maxFrameBytes = 1_048_576

/** A frame for the agent, with its line feed. */
export const writeFrame = (frame: PluginFrame): string => `${version}${JSON.stringify(frame)}\n`

/** What the agent answered; null if the line is no frame of a version and kind that we know. */
export function readFrame(line: string): AgentFrame | null {
  if (!line.startsWith(version)) return null
  try {
    const frame = JSON.parse(line.slice(version.length)) as AgentFrame
    return isAgentFrame(frame) ? frame : null
  } catch {
    return null
  }
}

function isAgentFrame(frame: AgentFrame): boolean {
  if ((frame as { type: unknown }).type === 'error')
    return hasTexts(frame, ['msg']) && Number.isInteger((frame as { code: unknown }).code)
  const { type, attachments, decision } = frame as Readonly<Record<string, unknown>>
  return (
    type === 'plan' &&
    isTextOrAbsent(decision) &&
    Array.isArray(attachments) &&
    attachments.length > 0 &&
    attachments.every(isPlanned)
  )
}

function isPlanned(attachment: unknown): boolean {
  if (!hasTexts(attachment, ['network', 'ifname', 'conflist'])) return false
  const { gateways, ...optional } = attachment
  return (
    ['nad', 'runtimeConfig', 'cniArgs'].every((key) => isTextOrAbsent(optional[key])) &&
    (gateways === undefined ||
      (Array.isArray(gateways) && gateways.every((each) => typeof each === 'string')))
  )
}

const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === 'string'

const hasTexts = (value: unknown, keys: readonly string[]): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  keys.every((key) => typeof (value as Readonly<Record<string, unknown>>)[key] === 'string')
