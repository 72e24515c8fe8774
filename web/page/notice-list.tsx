import { pageWords } from '../catalogue/page.ts'
import { usePage } from './page-parts.ts'

/** Short notes of what was done, read out as they come. */
export function NoticeList() {
  const { notices } = usePage()
  return (
    // The list is within what is read out: as that itself it would be no list any more.
    <div role="status">
      <ul class="notices">
        {notices.shown.value.map((notice) => (
          <li key={notice} class={`notice notice--${notice.tone}`}>
            <span class="notice__text">{notice.text}</span>
            {notice.action && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  notices.dismiss(notice)
                  notice.action?.do()
                }}
              >
                {notice.action.label}
              </button>
            )}
            <button type="button" class="button button--quiet" onClick={() => notices.dismiss(notice)}>
              {pageWords.value.dismiss}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
