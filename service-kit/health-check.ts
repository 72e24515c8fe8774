/** Something that a program depends on. */
export interface HealthCheck {
  readonly name: string
  /** What is wrong with it in one sentence, or null. */
  readonly fault: string | null
  /** Whether the program cannot serve because of it. */
  readonly isFatal: boolean
}

/** What `/readyz` answers. */
export interface Readiness {
  readonly isReady: boolean
  /** The reason if it is not ready; else `ok`, and what is wrong all the same. */
  readonly text: string
  /** A line for each check: `[+]name ok` or `[-]name: what is wrong`. */
  readonly verbose: string
}

/** Sums up checks. */
export function readinessOf(checks: readonly HealthCheck[]): Readiness {
  const wrong = checks.filter(({ fault }) => fault !== null)
  const fatal = wrong.filter(({ isFatal }) => isFatal)
  const isReady = fatal.length === 0
  const lines = checks.map(({ name, fault }) => (fault === null ? `[+]${name} ok` : `[-]${name}: ${fault}`))
  return {
    isReady,
    text: isReady
      ? ['ok', ...wrong.map(({ name, fault }) => `${name}: ${fault ?? ''}`)].join('; ')
      : fatal.map(({ fault }) => fault ?? '').join('; '),
    verbose: [...lines, isReady ? 'readyz check passed' : 'readyz check failed', ''].join('\n'),
  }
}
