import { stringify } from 'yaml'
import { crdGroups } from '../crds/all-crds.ts'
import type { CustomResourceDefinition } from '../crds/custom-resource.ts'
import { generatedMark } from './generated-mark.ts'

/** The definitions as templates of the chart, by their paths in it. */
export function crdTemplates(): Readonly<Record<string, string>> {
  const entries = Object.entries(crdGroups).flatMap(([group, crds]) =>
    crds.map((crd) => [`templates/crds/${crd.metadata.name}.yaml`, template(group, crd)] as const),
  )
  return Object.fromEntries(entries)
}

function template(group: string, crd: CustomResourceDefinition): string {
  const { annotations = {} } = crd.metadata
  const lines = [
    `{{- if and .Values.crds.enabled .Values.crds.${group} }}`,
    generatedMark,
    `apiVersion: ${crd.apiVersion}`,
    `kind: ${crd.kind}`,
    'metadata:',
    `  name: ${crd.metadata.name}`,
    '  labels:',
    '    {{- include "genie.labels" (dict "root" . "component" "definitions") | nindent 4 }}',
    '  {{- if or .Values.crds.keep ' + `${Object.keys(annotations).length > 0} }}`,
    '  annotations:',
    ...Object.entries(annotations).map(([name, value]) => `    ${name}: ${JSON.stringify(value)}`),
    '    {{- if .Values.crds.keep }}',
    '    helm.sh/resource-policy: keep',
    '    {{- end }}',
    '  {{- end }}',
    escaped(stringify({ spec: crd.spec }, { lineWidth: 0, aliasDuplicateObjects: false })).trimEnd(),
    '{{- end }}',
  ]
  return `${lines.join('\n')}\n`
}

/** No text of a definition may be taken for a template's action. */
function escaped(yaml: string): string {
  if (yaml.includes('{{')) throw new Error('Cannot make a template of a definition that holds {{')
  return yaml
}
