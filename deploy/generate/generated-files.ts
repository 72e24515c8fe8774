import { chartReadme } from './chart-readme.ts'
import { crdTemplates } from './crd-templates.ts'
import { grafanaDashboard } from '../monitoring/grafana-dashboard.ts'
import { rulesFile } from '../monitoring/rules-file.ts'
import { valuesSchema } from './values-schema.ts'
import { valuesYaml } from './values-yaml.ts'

/** Files of the chart that follow from schemas, by their paths in it. */
export function generatedFiles(): Readonly<Record<string, string>> {
  return {
    ...crdTemplates(),
    'README.md': chartReadme(),
    'monitoring/genie.json': grafanaDashboard(),
    'monitoring/rules.yaml': rulesFile(),
    'values.schema.json': valuesSchema(),
    'values.yaml': valuesYaml(),
  }
}
