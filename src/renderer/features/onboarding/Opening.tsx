import type { AppState } from '../../../shared/api/app.ts'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { Doorway } from './Doorway.tsx'
import { Problem } from './Locked.tsx'

/** The node starts. */
export function Opening({ state }: { readonly state: AppState }) {
  return (
    <Doorway title="Opening your music" isBlurred>
      <Problem problem={state.problem} />
      <p role="status" className="mb-5 text-text-2">
        Starting on {state.network === null ? 'your network' : `“${state.network.name}”`}. What you downloaded
        is there at once; money and search follow.
      </p>
      <ProgressBar label="Opening" fraction={null} />
    </Doorway>
  )
}
