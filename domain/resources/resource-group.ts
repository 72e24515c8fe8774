/** The API group of our own resources. */
export const resourceGroup = 'cni-genie.io'

/** The version of our own resources that is served and stored. */
export const resourceVersion = 'v1alpha1'

/** `apiVersion` of our own resources. */
export const resourceApiVersion = `${resourceGroup}/${resourceVersion}`
