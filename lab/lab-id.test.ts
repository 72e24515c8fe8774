import fc from 'fast-check'
import { expect, it } from 'vitest'
import { labIdOf, labNames, readOwnedName } from './lab-id.ts'

const owners = fc.record({ pid: fc.integer({ min: 1, max: 4_194_304 }), startTicks: fc.maxSafeNat() })

it('the owner of a lab can be read from every name that the lab gives', () => {
  fc.assert(
    fc.property(owners, fc.integer(), fc.nat(), (owner, salt, index) => {
      const id = labIdOf(owner, salt)
      const { node, nodeOf, fabric, pod, probePrefix, dir } = labNames(id)
      const names = [node, nodeOf(index), fabric, pod(index), `${probePrefix}0a1b2c-0a1b2c3d`]
      for (const name of [...names, dir.replace('/tmp/', '')])
        expect(readOwnedName(name)).toEqual({ id, owner })
    }),
  )
})

it.each([
  'genie-bench-12',
  'genie-4711-pod-1234',
  'genie-lab4711-1k9x2-a3f0-',
  'genie-lab4711-1k9x2-a3f0-other',
  'genie-lab4711-1k9x2',
  'xgenie-lab4711-1k9x2-a3f0-node',
  'cni-6906a747-7df1-0985-0b47-6b31abb7ac22',
])('%s belongs to no lab', (name) => {
  expect(readOwnedName(name)).toBeNull()
})
