/** The name of the thing, with its mark. */
export function Wordmark() {
  return (
    <a class="wordmark" href="#/">
      <svg class="wordmark__mark" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M16 27c-6 0-10-3-10-7.500 0-6 9-6 9-11 0-2-1-3.300-2.500-4 6.500-.5 10 2.500 10 7 0 5-7.500 5.500-7.500 9 0 1.700 1.300 2.500 3 2.500 3.500 0 6.200-2.400 7.500-6 .4 6-3.800 10-9.500 10z" />
      </svg>
      Genie
    </a>
  )
}
