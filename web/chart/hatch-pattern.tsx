/** The hatching for what is assumed rather than measured; once a page, as `url(#hatch)`. */
export function HatchPattern() {
  return (
    <svg class="definitions" aria-hidden="true">
      <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch" width="3" height="5" />
      </pattern>
    </svg>
  )
}
