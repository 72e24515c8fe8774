import type { TargetedSubmitEvent } from 'preact'
import { pageWords } from '../catalogue/page.ts'
import type { SignIn } from '../api/sign-in.ts'

/** Asks for a token where the server does; nothing otherwise. */
export function SignInForm({ signIn, onToken }: { signIn: SignIn; onToken: () => void }) {
  const wanted = signIn.wanted.value
  if (wanted === 'no') return null
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const token = new FormData(event.currentTarget).get('token')
    if (typeof token !== 'string' || token.trim() === '') return
    signIn.give(token.trim())
    onToken()
  }
  return (
    <form class="sign-in" onSubmit={submit}>
      <label for="token">
        {wanted === 'refused' ? pageWords.value.tokenRefused : pageWords.value.tokenWanted}
      </label>
      <input
        class="input sign-in__token"
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
      />
      <button class="button button--main">{pageWords.value.signIn}</button>
    </form>
  )
}
