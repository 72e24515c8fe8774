import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

const Links = Compile(
  Type.Array(
    Type.Object({
      addr_info: Type.Optional(
        Type.Array(
          Type.Object({
            family: Type.Optional(Type.String()),
            local: Type.Optional(Type.String()),
            scope: Type.Optional(Type.String()),
          }),
        ),
      ),
    }),
  ),
)

/**
 * The address that others are to reach an interface at, from what `ip -json address show` prints: its first global one,
 * IPv4 before IPv6. Null where there is none, or the text is something else.
 */
export function parseAddress(text: string): string | null {
  try {
    const links: unknown = JSON.parse(text)
    if (!Links.Check(links)) return null
    const all = links.flatMap(({ addr_info: list = [] }) => list).filter(({ scope }) => scope === 'global')
    const found = all.find(({ family }) => family === 'inet') ?? all.find(({ family }) => family === 'inet6')
    return found?.local ?? null
  } catch {
    return null
  }
}
