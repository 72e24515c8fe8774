import type { ComponentChildren } from 'preact'
import type { Piece } from './reason-pieces.ts'

/** What the server says in English, marked so that screen readers read it right in a page of another language. */
export const ServerText = ({ children }: { children: ComponentChildren }) => <span lang="en">{children}</span>

/** A sentence in its pieces, those in English marked. */
export const Pieces = ({ pieces }: { pieces: readonly Piece[] }) => (
  <>
    {pieces.map(({ text, isEnglish }, place) =>
      isEnglish ? <ServerText key={place}>{text}</ServerText> : text,
    )}
  </>
)
