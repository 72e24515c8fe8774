import type { ComponentChildren } from 'preact'

/** By which column a table is ordered, and which way. */
export interface Order<Column extends string> {
  readonly by: Column
  readonly isDescending: boolean
}

/** The head of a column that its table can be ordered by; pressing it again turns the order round. */
export function SortHeader<Column extends string>(props: {
  column: Column
  order: Order<Column>
  onOrder: (order: Order<Column>) => void
  children: ComponentChildren
}) {
  const { column, order, onOrder } = props
  const isBy = order.by === column
  const turn = () => onOrder({ by: column, isDescending: isBy && !order.isDescending })
  return (
    <th scope="col" aria-sort={isBy ? (order.isDescending ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort" onClick={turn}>
        {props.children}
        <svg class={`sort__mark ${isBy ? 'sort__mark--on' : ''}`} viewBox="0 0 8 8" aria-hidden="true">
          <path d={isBy && order.isDescending ? 'M1 2l3 4 3-4z' : 'M1 6l3-4 3 4z'} />
        </svg>
      </button>
    </th>
  )
}
