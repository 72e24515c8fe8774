import type { Plan } from '../../domain/plan-protocol.ts'
import { planByDefault } from '../fallback/plan-by-annotations.ts'
import { readConfDir } from '../fallback/read-conf-dir.ts'
import type { Platform } from '../platform/platform.ts'
import type { GenieConf } from '../request/genie-conf.ts'

/**
 * What the node would attach a pod to if our conf were not there: the first network of the conf dir, whatever our conf
 * or the agent call the default. Throws code 11 where there is none.
 */
export const defaultPlan = (platform: Platform, { confDir }: GenieConf, ifname: string): Plan =>
  planByDefault({ ifname }, { ...readConfDir(platform, confDir), hostNic: () => '', lastGood: null }, true)
