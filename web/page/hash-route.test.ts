import { expect, test } from 'vitest'
import { HashRoute } from './hash-route.ts'

/** A window as far as addresses go: setting the hash is followed at once, as by `hashchange`. */
function open(hash: string) {
  const location = { pathname: '/', search: '?node=n1', hash }
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, url: string) => {
      location.hash = url.slice(url.indexOf('#'))
    },
  }
  const route = new HashRoute({ location, history } as never)
  const go = (to: string) => {
    location.hash = to
    route.follow()
  }
  return { route, location, go }
}

test('what a view shows is kept by its address', () => {
  const { route, location } = open('#/decisions?pod=a')
  route.keep({ pod: 'b', network: 'weave', outcome: '' })
  expect(location.hash).toBe('#/decisions?pod=b&network=weave')
  expect(route.view.value.query).toEqual({ pod: 'b', network: 'weave' })
})

test('what is kept while a decision is opened does not close it, and is there when it is closed', () => {
  const { route, location, go } = open('#/decisions')
  go('#/decisions/d1')
  route.keep({ pod: 'b' })
  expect([location.hash, route.decision.value]).toEqual(['#/decisions/d1', 'd1'])
  expect(route.view.value.query).toEqual({ pod: 'b' })
  route.closeDecision()
  expect(location.hash).toBe('#/decisions?pod=b')
})
