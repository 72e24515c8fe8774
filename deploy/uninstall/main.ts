import { realDelay } from '../../kube/delay.ts'
import { openClient } from '../../kube/open-client.ts'
import { uninstallOnNodes } from '../../kube/uninstall/uninstall-on-nodes.ts'
import { systemClock } from '../../service-kit/clock.ts'
import { messageOf } from '../../service-kit/message-of.ts'
import { readConfig } from '../../service-kit/read-config.ts'
import { UninstallConfig } from './config.ts'
import { outcomeLines } from './outcome-lines.ts'

try {
  const { POD_NAMESPACE, GENIE_AGENT, GENIE_TIMEOUT_SECONDS } = readConfig(UninstallConfig, process.env)
  await using client = await openClient({ program: 'genie-uninstall', env: process.env })
  const outcomes = await uninstallOnNodes({
    client,
    agents: { namespace: POD_NAMESPACE, name: GENIE_AGENT },
    force: false,
    timeoutMs: GENIE_TIMEOUT_SECONDS * 1_000,
    clock: systemClock,
    delay: realDelay,
    signal: new AbortController().signal,
  })
  process.stdout.write(`${outcomeLines(outcomes).join('\n')}\n`)
} catch (error) {
  process.stderr.write(`Cannot uninstall: ${messageOf(error)}\n`)
  process.exitCode = 1
}
