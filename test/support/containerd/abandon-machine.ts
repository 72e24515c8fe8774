import { MachineApart } from './machine-apart.ts'

// A process that opens a machine apart, starts something in it, says its name, and never tidies up.
const machine = await MachineApart.open()
await machine.run(['mkdir', '-p', `/sys/fs/cgroup/${process.argv[2] ?? ''}${machine.cgroup}/inner`])
await machine.start('sleeper', ['sleep', '600'])
process.stdout.write(`${machine.cgroup.slice(1)}\n`)
setInterval(() => undefined, 60_000)
