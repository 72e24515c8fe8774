import { errorToJson } from '../cni/cni-error.ts'
import type { CniCommand } from '../cni/read-arguments.ts'
import { latestVersion, supportedVersions } from '../cni/versions.ts'
import { attach } from './attach/attach.ts'
import { check } from './check.ts'
import { detach } from './detach/detach.ts'
import { gc } from './garbage/gc.ts'
import type { Platform } from './platform/platform.ts'
import { InvalidConf } from './request/invalid-conf.ts'
import { readRequest, type ReceivedRequest, type Request } from './request/read-request.ts'
import { attachDefault } from './retired/attach-default.ts'
import { removeRetiredConfs } from './retired/remove-retired-confs.ts'
import { status } from './status.ts'
import { sweep } from './garbage/sweep.ts'

const about = `genie: a CNI plugin that gives every pod the network that is best for it right now
CNI versions: ${supportedVersions.join(', ')}
A container runtime starts it; set CNI_COMMAND to try it by hand
`

/** Answers one call of the runtime, on standard output; never throws. Returns the exit status. */
export async function dispatch(platform: Platform): Promise<number> {
  const command = platform.env('CNI_COMMAND')
  if (!command) {
    platform.writeStderr(about)
    return 0
  }
  if (command === 'VERSION')
    return print(platform, JSON.stringify({ cniVersion: latestVersion, supportedVersions }), 0)
  let version = latestVersion
  try {
    const request = await readRequest(platform)
    version = request.conf.version
    const { command } = request.args
    if (command === 'SWEEP') return await printSweep(platform, request)
    const answered = request.conf.isRetired
      ? answerRetired(platform, request, command)
      : answer(platform, request, command)
    return print(platform, await answered, 0)
  } catch (error) {
    return print(platform, errorToJson(error, error instanceof InvalidConf ? error.version : version), 1)
  }
}

/** A runtime that is gone cannot be told anything; it sends a DEL when it is back. */
function print(platform: Platform, text: string, status: number): number {
  try {
    if (text !== '') platform.writeStdout(text)
    return status
  } catch {
    return 1
  }
}

function answer(
  platform: Platform,
  request: ReceivedRequest,
  command: Exclude<CniCommand, 'SWEEP'>,
): Promise<string> {
  switch (command) {
    case 'ADD':
      return attach(platform, request)
    case 'DEL':
      return detach(platform, request)
    case 'CHECK':
      return check(platform, request)
    case 'STATUS':
      return status(platform, request)
    case 'GC':
      return gc(platform, request)
  }
}

/** A retired conf attaches nobody to more than the default network, and goes when no pod of before needs it. */
async function answerRetired(
  platform: Platform,
  request: ReceivedRequest,
  command: Exclude<CniCommand, 'SWEEP'>,
): Promise<string> {
  try {
    return command === 'ADD'
      ? await attachDefault(platform, request)
      : await answer(platform, request, command)
  } finally {
    if (command !== 'CHECK' && command !== 'STATUS') await removeRetiredConfs(platform, request)
  }
}

async function printSweep(platform: Platform, request: Request): Promise<number> {
  const report = await sweep(platform, request)
  return print(platform, JSON.stringify(report), report.failed.length === 0 ? 0 : 1)
}
