import { useNavigate } from '@tanstack/react-router'
import { Plus, UserRound } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import type { ProgressStep } from '../../ui/StepList.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The first steps of somebody who sells. @param isWanted false: nothing is asked for them */
export function useSellingSteps(isWanted: boolean): readonly ProgressStep[] {
  const navigate = useNavigate()
  const profile = useIpcQuery('profile', {}, { isEnabled: isWanted }).data
  const works = useIpcQuery('works', { owner: 'self' }, { isEnabled: isWanted }).data ?? []
  const isNamed = profile !== undefined && profile !== null
  return [
    {
      id: 'profile',
      label: isNamed ? t('onboarding.youAre', { name: profile.name }) : t('onboarding.sayWhoYouAre'),
      state: isNamed ? 'done' : 'next',
      children: isNamed ? undefined : (
        <Button icon={UserRound} onClick={() => void navigate({ to: '/studio/profile' })}>
          {t('common.yourArtistPage')}
        </Button>
      ),
    },
    {
      id: 'publish',
      label: works.length > 0 ? t('onboarding.yourFirstMusicIsOn') : t('onboarding.publishYourFirstMusic'),
      state: works.length > 0 ? 'done' : 'next',
      children:
        works.length > 0 ? undefined : (
          <Button icon={Plus} onClick={() => void navigate({ to: '/studio/publish' })}>
            {t('common.publishMusic')}
          </Button>
        ),
    },
  ]
}
