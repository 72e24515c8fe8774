import type { ComponentChildren } from 'preact'
import { LocationProvider } from 'preact-iso/router'
import { useMemo } from 'preact/hooks'
import type { HashRoute } from './hash-route.ts'
import { hrefOf } from './route.ts'

/** Where preact-iso's router looks for its address: our hash in place of the path, which is the server's. */
export function HashLocation({ route, children }: { route: HashRoute; children: ComponentChildren }) {
  const view = route.view.value
  const location = useMemo(
    () => ({
      url: hrefOf(view.path, view.query),
      ...view,
      query: { ...view.query },
      route: (href: string) => route.go(href),
      back: () => history.back(),
      forward: () => history.forward(),
      // Another view begins at its top.
      wasPush: true,
    }),
    [view],
  )
  return <LocationProvider.ctx.Provider value={location}>{children}</LocationProvider.ctx.Provider>
}
