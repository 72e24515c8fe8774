import type { FunctionComponent } from 'preact'
import lazy from 'preact-iso/lazy'
import { wordsAreThere } from '../catalogue/language.ts'
import type { PageWords } from '../catalogue/page.en.ts'
import { ViewFault } from './view-fault.tsx'

/** A view: its place in the page, its name in the catalogue, and its code, which is fetched when it is opened. */
export interface View {
  readonly path: string
  readonly name: Exclude<keyof PageWords['views'], 'missing'>
  readonly component: FunctionComponent & { readonly preload: () => Promise<unknown> }
}

/** All views, in the order of the bar. */
export const views: readonly View[] = [
  {
    path: '/',
    name: 'networks',
    component: fetched(async () => (await import('../board/board-view.tsx')).BoardView),
  },
  {
    path: '/nodes',
    name: 'nodes',
    component: fetched(async () => (await import('../nodes/nodes-view.tsx')).NodesView),
  },
  {
    path: '/decisions',
    name: 'decisions',
    component: fetched(async () => (await import('../decisions/decisions-view.tsx')).DecisionsView),
  },
  {
    path: '/weights',
    name: 'weights',
    component: fetched(async () => (await import('../weights/weights-view.tsx')).WeightsView),
  },
  {
    path: '/questionnaire',
    name: 'questionnaire',
    component: fetched(
      async () => (await import('../questionnaire/questionnaire-view.tsx')).QuestionnaireView,
    ),
  },
  {
    path: '/prices',
    name: 'prices',
    component: fetched(async () => (await import('../prices/prices-view.tsx')).PricesView),
  },
]

/** The opened decision, which lies over any view. */
export const DecisionSheet = fetched(async () => (await import('../why/decision-sheet.tsx')).DecisionSheet)

/** A component with its words; one that cannot be fetched says so in its place. */
function fetched(load: () => Promise<FunctionComponent>) {
  return lazy<FunctionComponent>(async () => {
    const component = await load().catch(() => ViewFault)
    await wordsAreThere()
    return component
  })
}
