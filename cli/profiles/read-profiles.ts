import { kinds } from '../../kube/kinds.ts'
import type { Cluster } from '../cluster/cluster.ts'
import { listAll } from '../cluster/list-all.ts'
import type { Terminal } from '../terminal/terminal.ts'
import { listedProfile, type ListedProfile } from './listed-profile.ts'

/** The SelectionProfiles of a namespace, or of all; one that this version cannot read is told of and left out. */
export async function readProfiles(
  cluster: Cluster,
  { warn }: Pick<Terminal, 'warn'>,
  namespace: string | undefined,
): Promise<ListedProfile[]> {
  const objects = await listAll(cluster, kinds.selectionProfile, {
    ...(namespace !== undefined && { namespace }),
  })
  return objects.flatMap((object) => {
    const profile = listedProfile(object)
    if (profile !== null) return [profile]
    const { namespace: of = '', name } = object.metadata
    warn(`Cannot read SelectionProfile ${of}/${name}: use a kubectl-genie of the version of the agents`)
    return []
  })
}
