import { exit } from 'sys'
import { quickJsPlatform } from '../../cni-plugin/platform/quickjs/quickjs-platform.ts'
import { probe } from './platform-probe.ts'

exit(await probe(quickJsPlatform))
