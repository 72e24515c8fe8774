/** How conditions are kept: one of each type, so that several writers can apply theirs. */
export const conditionList = {
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['type'],
}
