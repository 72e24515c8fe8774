import type { Figures } from '../scoring/score-candidate.ts'
import { exclusionOf } from './exclusion-of.ts'
import { applicationReadings } from './readings/application-readings.ts'
import type { Known, Readings } from './readings/known.ts'
import { placeReadings } from './readings/place-readings.ts'
import { priceReadings } from './readings/price-readings.ts'
import { probeReadings } from './readings/probe-readings.ts'
import { trafficReadings } from './readings/traffic-readings.ts'

/** What is known of a network as the scoring wants it: a reading for each KPI that was measured. */
export function figuresOf(known: Known): Figures {
  const { name, reserved, settings } = known
  return {
    network: name,
    readings: readingsOf(known),
    excluded: exclusionOf(known),
    ...(settings.anchors !== undefined && { anchors: settings.anchors }),
    reservedBitsPerSecond: reserved.bitsPerSecond,
    reservedAttachments: reserved.attachments,
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
