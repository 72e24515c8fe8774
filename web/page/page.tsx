import type { ComponentChildren } from 'preact'
import { useCallback } from 'preact/hooks'
import { ErrorBoundary } from 'preact-iso/lazy'
import { Route, Router } from 'preact-iso/router'
import { pageWords } from '../catalogue/page.ts'
import { Charts } from '../chart/figure/charts.tsx'
import { HatchPattern } from '../chart/hatch-pattern.tsx'
import { LiveRegion } from '../parts/live-region.tsx'
import { DisplayMenu } from './display-menu.tsx'
import { HashLocation } from './hash-location.tsx'
import { LinkStatus } from './link-status.tsx'
import { LostBanner } from './lost-banner.tsx'
import { MissingView } from './missing-view.tsx'
import { Navigation } from './navigation.tsx'
import { NodeChooser } from './node-chooser.tsx'
import { NoticeList } from './notice-list.tsx'
import { PagePartsContext, type PageParts } from './page-parts.ts'
import { SignInForm } from './sign-in-form.tsx'
import { viewTitleId } from './view-head.tsx'
import { DecisionSheet, views } from './views.tsx'
import { Wordmark } from './wordmark.tsx'

const mainId = 'content'

/** The whole page: the frame, the view that the address names, and the decision that lies over it. */
export function Page({ parts }: { parts: PageParts }) {
  const { model, signIn, route } = parts
  return (
    <PagePartsContext.Provider value={parts}>
      <HatchPattern />
      <SkipLink />
      <header class="top">
        <div class="top__bar">
          <Wordmark />
          <Navigation path={route.view.value.path} />
          <div class="top__tools">
            <NodeChooser model={model} />
            <LinkStatus model={model} />
            <DisplayMenu />
          </div>
        </div>
      </header>
      <main id={mainId} tabIndex={-1} class={model.link.value.state === 'lost' ? 'main main--lost' : 'main'}>
        <LostBanner />
        <SignInForm signIn={signIn} onToken={() => model.start()} />
        <Charted parts={parts}>
          <Views parts={parts} />
        </Charted>
      </main>
      <Charted parts={parts}>
        <Opened parts={parts} />
      </Charted>
      <NoticeList />
      <LiveRegion sentence={parts.announcer.sentence} />
    </PagePartsContext.Provider>
  )
}

/** Charts say where their cursor stands by the page's own voice. */
function Charted({ parts: { announcer }, children }: { parts: PageParts; children: ComponentChildren }) {
  const announce = useCallback((sentence: string) => announcer.say(sentence), [announcer])
  return (
    <Charts words={pageWords.value.charts} announce={announce}>
      {children}
    </Charts>
  )
}

/** By the keyboard alone: an anchor of its own would be a place of our routes. */
function SkipLink() {
  const skip = (event: Event) => {
    event.preventDefault()
    document.getElementById(mainId)?.focus()
  }
  return (
    <a class="skip" href={`#${mainId}`} onClick={skip}>
      {pageWords.value.skip}
    </a>
  )
}

function Views({ parts: { route } }: { parts: PageParts }) {
  const toHeading = () => document.getElementById(viewTitleId)?.focus()
  return (
    <HashLocation route={route}>
      <ErrorBoundary>
        <Router onRouteChange={toHeading}>
          {[
            ...views.map(({ path, component }) => <Route key={path} path={path} component={component} />),
            <Route key="missing" default component={MissingView} />,
          ]}
        </Router>
      </ErrorBoundary>
    </HashLocation>
  )
}

/** Its code is fetched with the first decision that is opened; from then on it only opens and closes. */
function Opened({ parts: { model } }: { parts: PageParts }) {
  return <ErrorBoundary>{model.hasOpened.value && <DecisionSheet />}</ErrorBoundary>
}
