import { refused } from './refused.ts'

/** More than any pod needs; each costs time and memory of the node, and anybody who makes pods can ask for them. */
const maxNetworks = 64

/** Refuses a list of more networks than that (code 7). `where` is the annotation or setting that it stands in. */
export function refuseTooMany(networks: readonly unknown[], where: string): void {
  if (networks.length > maxNetworks)
    throw refused(
      `Cannot read ${where} as it selects ${networks.length} networks: select at most ${maxNetworks}`,
    )
}
