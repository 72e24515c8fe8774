import type { ComponentChildren } from 'preact'

/** A sentence of the catalogue with elements in it: `{name}` is where the part of that name goes. */
export function Phrase(props: { text: string; parts: Readonly<Record<string, ComponentChildren>> }) {
  const pieces = props.text.split(/\{(\w+)\}/)
  // Every second piece is the name of a part.
  return <>{pieces.map((piece, index) => (index % 2 === 0 ? piece : props.parts[piece]))}</>
}
