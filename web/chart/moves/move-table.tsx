import type { Move } from '../../../domain/what-if.ts'
import { ChartFigure } from '../figure/chart-figure.tsx'
import { CursorHelp } from '../figure/cursor-help.tsx'
import { useCursor } from '../figure/use-cursor.ts'
import { moveMatrix, type MoveField } from './move-matrix.ts'
import './moves.css'

/** The words of a matrix of moves. */
export interface MoveWords {
  readonly from: string
  readonly to: string
  /** Several networks in one row, such as `others`. */
  readonly others: string
  /** Pods that no network could have taken. */
  readonly none: string
  readonly total: string
  /** How many of a row went elsewhere. */
  readonly changed: string
  /** What a field in the diagonal means. */
  readonly same: string
  /** A field as a sentence: `12 from a to b`. */
  readonly say: (decisions: string, from: string, to: string) => string
}

/** From which network to which decisions go: the darker the more; outlined what stays. With sums. */
export function MoveTable(props: {
  caption: string
  note?: string
  moves: readonly Move[]
  /** Networks with the most decisions that have a row of their own. */
  most?: number
  format: (count: number) => string
  words: MoveWords
}) {
  const { words, format } = props
  const matrix = moveMatrix(props.moves, props.most)
  const nameOf = (name: string | null | undefined) => name ?? words.others
  const columns = [...matrix.to.map(nameOf), ...(matrix.hasNone ? [words.none] : [])]
  const say = (at: number) => {
    const [row, column] = [Math.floor(at / columns.length), at % columns.length]
    const count = matrix.rows[row]?.fields[column]?.decisions ?? 0
    return words.say(format(count), nameOf(matrix.from[row]), columns[column] ?? '')
  }
  const cursor = useCursor({ columns: columns.length, rows: matrix.rows.length }, say)
  return (
    <ChartFigure class="moves" caption={props.caption} note={props.note}>
      <div class="chart__scroll" role="group" aria-label={props.caption} {...cursor.keys}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="moves__corner">
                {words.from} ↓ {words.to} →
              </th>
              {columns.map((name) => (
                <th key={name} scope="col" class="moves__to">
                  <span>{name}</span>
                </th>
              ))}
              <th scope="col" class="moves__sum">
                {words.total}
              </th>
              <th scope="col" class="moves__sum">
                {words.changed}
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.rows.map(({ fields, total, left }, row) => (
              <tr key={nameOf(matrix.from[row])}>
                <th scope="row">{nameOf(matrix.from[row])}</th>
                {fields.map((field, column) => (
                  <Field
                    key={columns[column]}
                    field={field}
                    isAt={cursor.at === row * columns.length + column}
                    text={field.decisions === 0 ? '·' : format(field.decisions)}
                  />
                ))}
                <td class="moves__sum">{format(total)}</td>
                <td class="moves__sum">{format(left)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              {matrix.totals.map((total, column) => (
                <td key={columns[column]}>{format(total)}</td>
              ))}
              <td class="moves__sum">{format(matrix.total)}</td>
              <td class="moves__sum moves__all">{format(matrix.changed)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="chart__key">
        <span class="moves__same-key" aria-hidden="true" /> {words.same}
      </p>
      <CursorHelp cursor={cursor} />
    </ChartFigure>
  )
}

function Field({ field, isAt, text }: { field: MoveField; isAt: boolean; text: string }) {
  return (
    <td class={`moves__field moves__field--${field.kind} heat-${field.level} ${isAt ? 'is-at' : ''}`}>
      {text}
    </td>
  )
}
