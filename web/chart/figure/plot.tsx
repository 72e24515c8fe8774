import type { ComponentChildren, HTMLAttributes } from 'preact'
import { percent } from '../scale/percent.ts'

/** A label at its share of the axis. */
export interface AxisTick {
  readonly place: number
  readonly label: string
}

/**
 * Axes around a drawing of any width. `children` are SVG: shares as percentages, or paths in a box of 100 by 100 within
 * `Stretched`. Heights count from the top.
 */
export function Plot(props: {
  x: readonly AxisTick[]
  y: readonly AxisTick[]
  class?: string
  on?: HTMLAttributes<HTMLDivElement>
  label: string
  children: ComponentChildren
}) {
  const { x, y } = props
  return (
    <div class={`plot ${props.class ?? ''}`}>
      <svg class="plot__y" aria-hidden="true">
        {y.map(({ place, label }) => (
          <text key={label} x="100%" y={percent(place)} text-anchor="end" dominant-baseline="middle">
            {label}
          </text>
        ))}
      </svg>
      <div class="plot__room" role="application" aria-label={props.label} {...props.on}>
        <svg class="plot__drawing" aria-hidden="true">
          {y.map(({ place, label }) => (
            <line key={label} class="plot__rule" x2="100%" y1={percent(place)} y2={percent(place)} />
          ))}
          {props.children}
        </svg>
      </div>
      <svg class="plot__x" aria-hidden="true">
        {x.map(({ place, label }, index) => (
          <text
            key={label}
            class={index % 2 === 1 ? 'plot__second' : undefined}
            x={percent(place)}
            y="1em"
            text-anchor={place < 0.06 ? 'start' : place > 0.94 ? 'end' : 'middle'}
          >
            {label}
          </text>
        ))}
      </svg>
    </div>
  )
}

/** A box of 100 by 100 that fills the drawing; lines in it keep their thickness. */
export function Stretched({ children }: { children: ComponentChildren }) {
  return (
    <svg class="stretched" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
      {children}
    </svg>
  )
}
