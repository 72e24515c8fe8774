import { relay } from './relay.ts'

// Run in a machine apart, whose loopback is its own: a port of it leads to a socket that both sides see.
const [port = '', path = ''] = process.argv.slice(2)
await relay({ host: '127.0.0.1', port: Number(port) }, { path })
