import { NetworkBoard } from '../board/network-board.tsx'
import { HatchPattern } from '../chart/hatch-pattern.tsx'
import { DecisionList } from '../decisions/decision-list.tsx'
import { DecisionSheet } from '../decisions/decision-sheet.tsx'
import type { PageModel } from '../model/page-model.ts'
import type { SignIn } from '../model/sign-in.ts'
import { SourceList } from '../sources/source-list.tsx'
import { LinkStatus } from './link-status.tsx'
import { NextPod } from './next-pod.tsx'
import { NodeChooser } from './node-chooser.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { Wordmark } from './wordmark.tsx'

/** The whole page: what the next pod gets, the networks behind that, the last decisions, and one of them opened. */
export function Page({ model, signIn }: { model: PageModel; signIn: SignIn }) {
  return (
    <>
      <HatchPattern />
      <header class="top">
        <Wordmark />
        <NodeChooser model={model} />
        <LinkStatus model={model} />
      </header>
      <main class={model.link.value.state === 'lost' ? 'main main--lost' : 'main'}>
        <SignInForm signIn={signIn} onToken={() => model.start()} />
        <NextPod model={model} />
        <NetworkBoard model={model} />
        <DecisionList model={model} />
        <SourceList model={model} />
      </main>
      <DecisionSheet model={model} />
    </>
  )
}
