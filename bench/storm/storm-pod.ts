/** What one pod of a storm asks for, and how it goes. */
export interface StormPod {
  readonly name: string
  readonly annotations: Readonly<Record<string, string>>
  /** The interfaces that it is to have. */
  readonly ifnames: readonly string[]
  /**
   * `orderly` is what containerd does. `late`: its namespace is gone before the first DEL. `forgotten`: its namespace
   * is gone, and no DEL ever comes, as when a runtime has lost its own records.
   */
  readonly departure: 'orderly' | 'late' | 'forgotten'
}

/** The pod of a number from 0 on: every fourth has two networks by name, the others one that genie picks. */
export function stormPod(number: number): StormPod {
  const isNamed = number % 4 === 0
  const departure = number % 11 === 0 ? 'forgotten' : number % 7 === 0 ? 'late' : 'orderly'
  return {
    name: `pod-${number}`,
    annotations: { cni: isNamed ? 'routed-80m,bridge-40m@net7' : '' },
    ifnames: isNamed ? ['eth0', 'net7'] : ['eth0'],
    departure,
  }
}
