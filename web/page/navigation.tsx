import { pageWords } from '../catalogue/page.ts'
import { views } from './views.tsx'

/** The views, by name; their code is fetched as soon as somebody points at one. */
export function Navigation({ path }: { path: string }) {
  const words = pageWords.value
  return (
    <nav class="views" aria-label={words.navigation}>
      <ul class="views__list">
        {views.map((view) => (
          <li key={view.path}>
            <a
              class="views__link"
              href={`#${view.path}`}
              aria-current={view.path === path ? 'page' : undefined}
              onPointerEnter={() => void view.component.preload()}
              onFocus={() => void view.component.preload()}
            >
              {words.views[view.name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
