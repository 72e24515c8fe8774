import type { TargetedSubmitEvent } from 'preact'
import type { SignIn } from '../model/sign-in.ts'

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
        {wanted === 'refused'
          ? 'This server does not take that token. Try another one'
          : 'This server wants to know who you are. Your token'}
      </label>
      <input
        class="sign-in__token"
        id="token"
        name="token"
        type="password"
        autocomplete="current-password"
        required
      />
      <button class="button">Sign in</button>
    </form>
  )
}
