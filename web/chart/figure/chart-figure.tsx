import type { ComponentChildren } from 'preact'
import { useChartSurroundings } from './charts.tsx'
import './chart.css'

/** A table that says what a chart shows; the first cell of a row is its heading. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A chart with its caption; what it draws can also be read as a table, unless it is one already. */
export function ChartFigure(props: {
  /** What it shows. */
  caption: ComponentChildren
  /** One muted line more. */
  note?: ComponentChildren
  class?: string
  table?: ChartTable
  children: ComponentChildren
}) {
  return (
    <figure class={`chart ${props.class ?? ''}`}>
      <figcaption class="chart__caption">
        <span class="chart__title">{props.caption}</span>
        {props.note !== undefined && <span class="chart__note">{props.note}</span>}
      </figcaption>
      {props.children}
      {props.table && <AsTable table={props.table} />}
    </figure>
  )
}

function AsTable({ table: { columns, rows } }: { table: ChartTable }) {
  const { words } = useChartSurroundings()
  return (
    <details class="chart__data">
      <summary>{words.asTable}</summary>
      <div class="chart__scroll" tabindex={0} role="group" aria-label={words.asTable}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, place) =>
                  place === 0 ? (
                    <th key={place} scope="row">
                      {cell}
                    </th>
                  ) : (
                    <td key={place}>{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
