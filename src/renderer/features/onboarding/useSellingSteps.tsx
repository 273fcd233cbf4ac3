import { useNavigate } from '@tanstack/react-router'
import { Plus, UserRound } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import type { ProgressStep } from '../../ui/StepList.tsx'

/** The first steps of somebody who sells. @param isWanted false: nothing is asked for them */
export function useSellingSteps(isWanted: boolean): readonly ProgressStep[] {
  const navigate = useNavigate()
  const profile = useIpcQuery('profile', {}, { isEnabled: isWanted }).data
  const works = useIpcQuery('works', { owner: 'self' }, { isEnabled: isWanted }).data ?? []
  const isNamed = profile !== undefined && profile !== null
  return [
    {
      id: 'profile',
      label: isNamed ? `You are ${profile.name}` : 'Say who you are',
      state: isNamed ? 'done' : 'next',
      children: isNamed ? undefined : (
        <Button icon={UserRound} onClick={() => void navigate({ to: '/studio/profile' })}>
          Your artist page
        </Button>
      ),
    },
    {
      id: 'publish',
      label: works.length > 0 ? 'Your first music is on sale' : 'Publish your first music',
      state: works.length > 0 ? 'done' : 'next',
      children:
        works.length > 0 ? undefined : (
          <Button icon={Plus} onClick={() => void navigate({ to: '/studio/publish' })}>
            Publish music
          </Button>
        ),
    },
  ]
}
