import { bySamples, greatest, useOf } from './by-samples.ts'

/** The less busy of two drawn at random (Mitzenmacher, "The power of two choices", 2001). */
export const powerOfTwo = bySamples((samples, { random }) => {
  const first = Math.floor(random() * samples.length)
  const second = (first + 1 + Math.floor(random() * (samples.length - 1))) % samples.length
  return greatest(
    [first, second].flatMap((index) => samples[index] ?? []),
    (sample) => -useOf(sample),
  )
})
