/** What the browser keeps as text under a name. */
export interface BrowserMemory {
  read(name: string): string | null
  /** Null forgets. */
  keep(name: string, value: string | null): void
}

/** A storage of the browser, below a prefix of ours; where it is switched off or full, nothing is kept and nothing breaks. */
export function browserMemory(storage: () => Storage): BrowserMemory {
  const quietly = <Value>(use: (open: Storage) => Value, otherwise: Value): Value => {
    try {
      return use(storage())
    } catch {
      return otherwise
    }
  }
  return {
    read: (name) => quietly((open) => open.getItem(`genie-${name}`), null),
    keep: (name, value) =>
      quietly(
        (open) => (value === null ? open.removeItem(`genie-${name}`) : open.setItem(`genie-${name}`, value)),
        undefined,
      ),
  }
}
