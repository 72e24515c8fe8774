/** A thin bar for a share between 0 and 1; the figure beside it says the same in words. */
export function Meter({ share }: { share: number }) {
  const width = `${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%`
  return (
    <svg class="meter" aria-hidden="true">
      <rect class="meter__fill" width={width} height="100%" />
    </svg>
  )
}
