import { pageWords } from '../catalogue/page.ts'
import { formatAgo } from '../format/age.ts'
import { formatTimeOfDay } from '../format/moment.ts'
import type { Link, PageModel } from '../model/page-model.ts'

/** Whether the figures are live, for how long not, and the button that changes it. */
export function LinkStatus({ model }: { model: PageModel }) {
  const link = model.link.value
  return (
    <div class={`link link--${link.state}`}>
      <svg class="link__mark" viewBox="0 0 12 12" aria-hidden="true">
        <LinkShape state={link.state} />
      </svg>
      <span class="link__word" role="status">
        {sentenceOf(link)}
      </span>
      <LastUpdate model={model} />
      <LinkButton model={model} state={link.state} />
    </div>
  )
}

function sentenceOf(link: Link): string {
  switch (link.state) {
    case 'connecting':
      return pageWords.value.connecting
    case 'live':
      return pageWords.value.live
    case 'paused':
      return pageWords.value.paused(formatTimeOfDay(link.at))
    case 'lost':
      return pageWords.value.lost(formatTimeOfDay(link.at))
  }
}

function LinkShape({ state }: { state: Link['state'] }) {
  if (state === 'paused') return <path d="M2.500 1.500h2.500v9h-2.500zM7 1.500h2.500v9h-2.500z" />
  if (state === 'lost') return <path d="M6 .8 11.600 11H.4z" />
  return <circle cx="6" cy="6" r="4.500" />
}

/** Apart from the word before it, so that a screen reader is not told every second. */
function LastUpdate({ model }: { model: PageModel }) {
  const board = model.board.value
  if (!board || model.link.value.state === 'paused') return null
  return <span class="link__age">{pageWords.value.updated(formatAgo(model.now.value - board.at))}</span>
}

function LinkButton({ model, state }: { model: PageModel; state: Link['state'] }) {
  const words = pageWords.value
  if (state === 'paused') return <Button label={words.resume} onClick={() => model.start()} />
  return (
    <>
      {state === 'lost' && <Button label={words.tryNow} onClick={() => model.start()} />}
      <Button label={words.pause} onClick={() => model.pause()} />
    </>
  )
}

function Button({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" class="button" onClick={onClick}>
      {label}
    </button>
  )
}
