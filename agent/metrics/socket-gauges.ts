import { Gauge, type Registry } from 'prom-client'
import type { SocketLoad } from '../socket/agent-socket.ts'

/** How busy the plugin's socket is; what is returned brings it up to date. */
export function socketGauges(registers: [Registry]): (load: SocketLoad) => void {
  const gauge = (name: string, help: string) => new Gauge({ name: `genie_plugin_${name}`, help, registers })
  const queue = gauge('queue_length', 'Connections of plugins that wait for their turn')
  const open = gauge('connections', 'Connections of plugins that are open')
  return ({ queued, connections }) => {
    queue.set(queued)
    open.set(connections)
  }
}
