import { once } from 'node:events'
import { startClusterPage } from './cluster-page.ts'

// cluster-page-process.ts DIRECTORY NODES NETWORKS DECISIONS: says as JSON where it serves, and at the end of its input how often it told of all nodes.
const [root = 'dist/web', nodes = '500', networks = '4', decisions = '0'] = process.argv.slice(2)
await using page = await startClusterPage(root, {
  nodes: Number(nodes),
  networks: Number(networks),
  decisions: Number(decisions),
})
process.stdout.write(`${JSON.stringify({ url: page.url })}\n`)
await once(process.stdin.resume(), 'end')
process.stdout.write(`${JSON.stringify({ overviews: page.overviews() })}\n`)
