import { dashboardRows, type Panel } from './dashboard-panels.ts'

const datasource = { type: 'prometheus', uid: '${datasource}' }
const [columns, height, full] = [2, 8, 24]

/** The dashboard as Grafana takes it. */
export function grafanaDashboard(): string {
  const dashboard = {
    uid: 'cni-genie',
    title: 'CNI-Genie',
    tags: ['cni', 'networking'],
    schemaVersion: 39,
    editable: true,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [datasourceVariable, nodeVariable] },
    panels: panels(),
  }
  return `${JSON.stringify(dashboard, null, 2)}\n`
}

const datasourceVariable = {
  name: 'datasource',
  label: 'Data source',
  type: 'datasource',
  query: 'prometheus',
}
const nodeVariable = {
  name: 'node',
  label: 'Node',
  type: 'query',
  datasource,
  query: { query: 'label_values(genie_build_info, node)', refId: 'node' },
  refresh: 2,
  multi: true,
  includeAll: true,
  allValue: '.*',
}

function panels(): readonly object[] {
  let [id, y] = [0, 0]
  return Object.entries(dashboardRows).flatMap(([title, row]) => {
    const heading = {
      id: ++id,
      type: 'row',
      title,
      collapsed: false,
      gridPos: { x: 0, y: y++, w: full, h: 1 },
    }
    const placed = row.map((panel, index) => {
      const [w, x] = [full / columns, (index % columns) * (full / columns)]
      return panelOf(panel, ++id, { x, y: y + Math.floor(index / columns) * height, w, h: height })
    })
    y += Math.ceil(row.length / columns) * height
    return [heading, ...placed]
  })
}

function panelOf({ title, kind, unit, queries }: Panel, id: number, gridPos: object): object {
  const targets = Object.entries(queries).map(([legendFormat, expr], index) => ({
    refId: String.fromCharCode(65 + index),
    datasource,
    expr,
    legendFormat,
    ...(kind === 'table' ? { format: 'table', instant: true } : {}),
  }))
  return {
    id,
    type: kind,
    title,
    gridPos,
    datasource,
    targets,
    fieldConfig: { defaults: { unit }, overrides: [] },
  }
}
