import type { NetworkFacts } from '../../domain/network-facts.ts'
import { knownCapabilities } from '../../questionnaire/catalogue/known-capabilities.ts'
import { priorsOf } from '../../questionnaire/catalogue/priors-of.ts'
import type { NetworkInputs } from '../pipeline/inputs.ts'
import { loadPrior } from './load-prior.ts'
import { applicationReadings } from './readings/application-readings.ts'
import type { Known, Readings } from './readings/known.ts'
import { placeReadings } from './readings/place-readings.ts'
import { priceReadings } from './readings/price-readings.ts'
import { probeReadings } from './readings/probe-readings.ts'
import { trafficReadings } from './readings/traffic-readings.ts'

/** What is known of a network as the pipeline wants it: facts, and a reading for each KPI that was measured. */
export function inputsOf(known: Known): NetworkInputs {
  const { name, reserved, reservedAddresses, settings, plugins = [], mates = [] } = known
  const priors = priorsOf(plugins)
  return {
    network: name,
    facts: factsOf(known),
    readings: readingsOf(known),
    ...(settings.anchors !== undefined && { anchors: settings.anchors }),
    priors: { ...priors, ...loadPrior(known, priors.utilization) },
    reservedBitsPerSecond: reserved.bitsPerSecond,
    reservedAttachments: reserved.attachments,
    ...(reservedAddresses !== undefined && { reservedAddresses }),
    uplinkGroup: [name, ...mates.map((mate) => mate.name)].toSorted()[0] ?? name,
    cost: null,
  }
}

function factsOf(known: Known): NetworkFacts {
  const { samples, settings, plugins = [], missingPlugin, notReady, coolingDown } = known
  const latest = samples.at(-1)
  const { maxAttachments, namespaces } = settings
  return {
    missingPlugin,
    addressesUsed: latest?.addressesUsed ?? null,
    addressesTotal: latest?.addressesTotal ?? null,
    attachments: latest?.attachments ?? null,
    capabilities: knownCapabilities(plugins, settings),
    ...(maxAttachments !== undefined && { maxAttachments }),
    ...(namespaces !== undefined && { namespaces }),
    ...interfaceFacts(known),
    ...(notReady !== undefined && { notReady }),
    ...(coolingDown !== undefined && { coolingDown }),
  }
}

/** What a pod's interface will be: by the conf, and by the operator's word where that is silent. */
function interfaceFacts({ conf, settings }: Known): Pick<NetworkFacts, 'families' | 'mtu' | 'device'> {
  const { families, mtu, device } = settings
  const facts = {
    families: conf?.families ?? families,
    mtu: conf?.mtu ?? mtu,
    device: device ?? (conf?.needsDevice === true ? '' : undefined),
  }
  return {
    ...(facts.families !== undefined && { families: [...facts.families] }),
    ...(facts.mtu !== undefined && { mtu: facts.mtu }),
    ...(facts.device !== undefined && { device: facts.device }),
  }
}

function readingsOf(known: Known): Readings {
  const latest = known.samples.at(-1)
  if (latest === undefined) return {}
  return {
    ...trafficReadings(known, latest),
    ...placeReadings(known, latest),
    ...probeReadings(known, latest),
    ...applicationReadings(latest, known.nowMs),
    ...priceReadings(latest, known.nowMs),
  }
}
