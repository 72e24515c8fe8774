import { labNames } from '../../lab/lab-id.ts'
import { newLabId } from '../../lab/lab-home.ts'
import { labNetworks } from '../../lab/lab-networks.ts'
import { layGround } from '../../lab/lay-ground.ts'
import { runCommand } from '../../lab/run-command.ts'
import { labMark } from '../../lab/traces.ts'
import { Traffic } from '../../lab/traffic.ts'

/** A lab that its owner will not be able to remove: it says its id and waits to be killed. */
const id = newLabId()
await layGround(id, labNetworks)
const { fabric, pod } = labNames(id)
await runCommand(['ip', 'netns', 'add', pod(1)])
await new Traffic(fabric, { ...process.env, [labMark]: id }).start({
  from: fabric,
  bitsPerSecond: 1_000_000,
  seconds: 120,
})
process.stdout.write(`${id}\n`)
