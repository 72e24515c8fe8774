import { nodePlatform } from '../../cni-plugin/platform/node/node-platform.ts'
import { probe } from './platform-probe.ts'

process.exitCode = await probe(nodePlatform())
