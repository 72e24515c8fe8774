import { labNames, type LabId } from './lab-id.ts'
import { labPathsOf, writeLabHome, type LabPaths } from './lab-home.ts'
import type { LabNetwork } from './lab-networks.ts'
import { delegateConflist, genieConf, labSettings } from './network-confs.ts'
import { runCommand } from './run-command.ts'
import { wiringCommands } from './wiring.ts'

/** Makes the lab's files, its two namespaces and all that connects them. Who calls it removes the lab afterwards. */
export async function layGround(id: LabId, networks: readonly LabNetwork[]): Promise<void> {
  const { node, fabric } = labNames(id)
  await writeNodeHome(labPathsOf(id), networks)
  for (const namespace of [node, fabric]) await runCommand(['ip', 'netns', 'add', namespace])
  for (const command of wiringCommands(networks, node, fabric)) await runCommand(command)
}

/** Writes what an operator has written on a node: its networks, our conf and settings. */
export async function writeNodeHome(paths: LabPaths, networks: readonly LabNetwork[]): Promise<void> {
  const confs: Record<string, object> = { '00-genie.conf': genieConfIn(paths) }
  for (const [at, network] of networks.entries())
    confs[`${at + 1}0-${network.name}.conflist`] = delegateConflist(network, paths.ipamDir)
  await writeLabHome(paths, { confs, settings: labSettings(networks) })
}

/** The conf that the lab's runtime hands to our plugin. */
export const genieConfOf = (id: LabId) => genieConfIn(labPathsOf(id))

/** The same of any node. */
export const genieConfIn = ({ agentSocket, stateDir, confDir }: LabPaths) =>
  genieConf({ socket: agentSocket, stateDir, confDir })
