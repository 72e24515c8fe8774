import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What Vite writes down of a piece of the page. */
interface Piece {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}

/** The files of the frame and of the view that it begins with, of a page that was built with its manifest. */
export function filesOfFirstView(built: string): readonly string[] {
  const pieces = JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')) as Record<string, Piece>
  const view = pieces['index.html']?.dynamicImports?.find((name) => name.includes('board'))
  if (view === undefined) throw new Error('Cannot find the board among the views of the page')
  const wanted = new Set(['index.html', view])
  for (const name of wanted) for (const other of pieces[name]?.imports ?? []) wanted.add(other)
  const files = [...wanted].flatMap((name) => {
    const piece = pieces[name]
    if (piece === undefined) throw new Error(`Cannot find ${name} in the manifest of the page`)
    return [piece.file, ...(piece.css ?? [])]
  })
  return [...new Set(['index.html', ...files])]
}
