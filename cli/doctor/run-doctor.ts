import type { Call } from '../command/call.ts'
import { exitCodes, type ExitCode } from '../exit-codes.ts'
import { printDocument } from '../terminal/print-document.ts'
import type { DoctorReport } from './doctor-report.ts'
import { doctorText } from './doctor-text.ts'
import { examine, examineBefore } from './examine.ts'

/** Prints what is and what is not well. */
export async function runDoctor(call: Call): Promise<ExitCode> {
  const cluster = await call.cluster()
  const findings = await (call.flags.isOn('pre') ? examineBefore(cluster) : examine(cluster))
  const isWell = findings.every(({ level }) => level !== 'failed')
  const report: DoctorReport = { isWell, findings }
  printDocument(call, { document: report, table: (isWide) => doctorText(report, call.terminal, isWide) })
  return isWell ? exitCodes.ok.code : exitCodes.unwell.code
}
