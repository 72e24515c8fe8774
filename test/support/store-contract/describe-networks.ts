import { expect, test } from 'vitest'
import type { Stores } from '../../../store/stores.ts'

/** Which networks a node has, as every engine has to keep it. */
export function describeNetworks(stores: () => Stores): void {
  test('networks are as they were told last, and none before', async () => {
    const { networks } = stores()
    const calico = { name: 'calico', plugins: [{ type: 'calico', mtu: 1_440 }], missingPlugin: null }
    const named = { name: 'früh "stück"', plugins: [{ type: 'bridge' }], missingPlugin: 'bridge' }
    expect(await networks.all()).toEqual([])
    await networks.save([calico, named])
    await networks.save([calico, named])
    expect(await networks.all()).toEqual([calico, named])
    await networks.save([named])
    expect(await networks.all()).toEqual([named])
  })
}
