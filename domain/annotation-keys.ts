/** On a pod: the SelectionProfile of its namespace that counts for it. */
export const profileKey = 'cni-genie.io/profile'

/** On a pod: how many networks are to be picked for it, on different links. */
export const pickKey = 'cni-genie.io/pick'

/** On a pod, written by the agent: the network that was picked for it, `{"network","score","decision"}`. */
export const pickedKey = 'cni-genie.io/picked'

/** On a namespace, as a label: `attach` or `observe`, against the mode of the agent. */
export const modeKey = 'cni-genie.io/mode'

/** On an agent's own pod, written by it: where its node answers probes, `{"version":1,"node","addresses"}`. */
export const probeAddressesKey = 'cni-genie.io/probe-addresses'
