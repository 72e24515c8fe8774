import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { pageWords } from '../catalogue/page.ts'
import { usePage } from '../page/page-parts.ts'

/** Text to take along (YAML, a command), with a button that copies all of it. */
export function CopyBlock({ label, text }: { label: string; text: string }) {
  const { announcer } = usePage()
  const taken = useSignal<string | undefined>(undefined)
  const block = useRef<HTMLPreElement>(null)
  const words = pageWords.value
  const copy = async () => {
    const done = await copied(text, block.current)
    if (done) taken.value = text
    announcer.say(done ? words.copied : words.notCopied)
  }
  return (
    <figure class="copy">
      <figcaption class="copy__head">
        {label}
        <button type="button" class="button" onClick={() => void copy()}>
          {taken.value === text ? words.copied : words.copy}
        </button>
      </figcaption>
      <pre ref={block} class="copy__text" tabIndex={0} aria-label={label}>
        {text}
      </pre>
    </figure>
  )
}

/** The clipboard is there on loopback and TLS only; elsewhere the text is marked, for the reader to copy. */
async function copied(text: string, block: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    if (block) getSelection()?.selectAllChildren(block)
    return false
  }
}
