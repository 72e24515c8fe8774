import { stringify } from 'yaml'
import { renderChart } from '../render/render-chart.ts'
import { generatedMark } from './generated-mark.ts'

const heading = `${generatedMark}
# The chart with its default values and a namespace of its own:
#   kubectl apply --server-side -f install.yaml
# To take it away: kubectl genie uninstall, then kubectl delete -f install.yaml. A delete alone leaves the plugin on the
# nodes, which goes on with the default network.
`

/** `install.yaml`, for those without Helm. */
export async function installManifest(): Promise<string> {
  const { objects } = await renderChart({ values: { namespace: { create: true } } })
  return (
    heading +
    objects
      .map((object) => `---\n${stringify(object, { lineWidth: 0, aliasDuplicateObjects: false })}`)
      .join('')
  )
}
