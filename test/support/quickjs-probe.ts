import { quickJsPlatform } from '../../cni-plugin/platform/quickjs/quickjs-platform.ts'
import { probe } from './platform-probe.ts'

export const main = (): Promise<number> => probe(quickJsPlatform)
