import { Compile } from 'typebox/compile'
import { PlanRequest, protocolVersion, Report, Retry, type PluginFrame } from '../../domain/plan-protocol.ts'

/** Compiled once: to interpret the schemas for each frame would take a fifth of the time of a plan. */
const [planRequest, report, retry] = [Compile(PlanRequest), Compile(Report), Compile(Retry)]

/**
 * Reads a plugin's frame: the version byte, then a JSON object that is a plan request, a retry or a report.
 * @throws {Error} that says what is wrong with it
 */
export function parseFrame(frame: string): PluginFrame {
  if (frame[0] !== protocolVersion)
    throw new Error(
      `Cannot read a frame of protocol version ${JSON.stringify(frame[0] ?? '')} as this agent speaks ${protocolVersion}: plugin and agent must be of the same release`,
    )
  const value = parseJson(frame.slice(1))
  if (planRequest.Check(value) || report.Check(value) || retry.Check(value)) return value
  throw new Error('Cannot read a frame as it is no plan request, no retry and no report')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('Cannot read a frame as it is not JSON')
  }
}
