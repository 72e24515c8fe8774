import type { CustomResourceDefinition } from './custom-resource.ts'
import { logicalNetworkCrd, physicalNetworkCrd } from './logical-network-crds.ts'
import { nadCrd } from './nad-crd.ts'
import { networkCrd } from './network-crd.ts'
import { priceBookCrd } from './price-book-crd.ts'
import { selectionProfileCrd } from './selection-profile-crd.ts'

/** Which value of the chart installs which definitions; all of them only with `crds.enabled`. */
export const crdGroups: Readonly<Record<string, readonly CustomResourceDefinition[]>> = {
  own: [networkCrd, selectionProfileCrd, priceBookCrd],
  logicalNetworks: [logicalNetworkCrd, physicalNetworkCrd],
  networkAttachmentDefinitions: [nadCrd],
}
