/** Which object an Event is about, as an ObjectReference. */
export interface Regarding {
  readonly apiVersion: string
  readonly kind: string
  /** Left out for objects of the cluster. */
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
}

/** What an Event is to say. */
export interface EventNote {
  readonly regarding: Regarding
  readonly type: 'Normal' | 'Warning'
  /** Why, in one word, as in `Picked`. */
  readonly reason: string
  /** What was done, in one word, as in `PickNetwork`. */
  readonly action: string
  /** For people; longer ones are cut to 1024 bytes. */
  readonly note: string
  /** Makes the name of the Event, so that it exists once however often it is told; else repetitions are counted. */
  readonly once?: string
}

/** What became of it: `limited` if the object has too many, `refused` for good, `failed` if the API was away too long. */
export type EventOutcome = 'done' | 'limited' | 'refused' | 'failed'
