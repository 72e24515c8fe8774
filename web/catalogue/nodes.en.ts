/** The words of all nodes. */
export const english = {
  title: 'Nodes',
  lead: 'Every network of every node, at one glance.',
  byState: 'Networks of all nodes by state',
  empty: 'No node has told anything yet.',
  find: 'Find a node',
  order: 'Order',
  orders: { worst: 'what needs a look first', name: 'by name' },
  count: (shown: number, all: number) =>
    shown === all ? (all === 1 ? 'one node' : `${all} nodes`) : `${shown} of ${all} nodes`,
  none: 'No node is called so.',
  node: 'Node',
  seen: (ago: string) => `seen ${ago}`,
  used: (share: string) => `, ${share} in use`,
}

/** What every language has to say. */
export type NodesWords = typeof english
