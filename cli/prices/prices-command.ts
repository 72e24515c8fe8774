import { outputFlag } from '../command/cluster-flags.ts'
import type { Command } from '../command/command.ts'

/** `kubectl genie prices`. */
export const pricesCommand: Command = {
  name: 'prices',
  summary: 'The price book of the cluster, its versions, and imports into it',
  description:
    "Lists the versions of the price book and what the newest one says. With --import it reads a file (a table as .csv, OpenCost's pricing file or rates as .json or .yaml), says what changes, and adds the next version; with --preview it only says so. Versions are added, never changed.",
  flags: {
    import: { type: 'text', placeholder: 'FILE', summary: 'Read prices from this file' },
    preview: { type: 'switch', summary: 'Only say what the import would change' },
    add: { type: 'switch', summary: 'Keep what the file says nothing of; else it is the whole book' },
    network: {
      type: 'text',
      placeholder: 'NETWORK',
      summary: "Which network OpenCost's prices are of",
      completes: 'networks',
    },
    class: { type: 'text', placeholder: 'CLASS', summary: 'Or the networks of which plugin or uplink group' },
    currency: {
      type: 'text',
      placeholder: 'CODE',
      summary: "In what OpenCost's prices are; USD if left out",
    },
    from: {
      type: 'text',
      placeholder: 'TIME',
      summary: "From when OpenCost's prices count; now if left out",
    },
    nat: { type: 'switch', summary: "Add OpenCost's price of the NAT gateway to what goes to the internet" },
    output: outputFlag('wide', 'json', 'yaml', 'name'),
  },
  examples: [
    { line: 'kubectl genie prices', does: 'What networks cost' },
    { line: 'kubectl genie prices --import prices.csv --preview', does: 'What a table would change' },
    {
      line: 'kubectl genie prices --import default.json --class gke --currency USD --add',
      does: "OpenCost's prices for the networks of one plugin",
    },
  ],
  needsCluster: true,
  load: async () => (await import('./run-prices.ts')).runPrices,
}
