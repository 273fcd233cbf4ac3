import type { Preferences } from '../../../shared/api/app.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { spokenTime } from '../../ui/time.ts'
import { SelectSetting } from './SelectSetting.tsx'
import { t } from '../../../shared/i18n/t.ts'

const choices = [0, 5, 15, 60] as const satisfies readonly Preferences['lockAfterMinutes'][]

const options = () =>
  choices.map((minutes) => ({
    value: String(minutes),
    label: minutes === 0 ? t('settings.never') : spokenTime(minutes * 60_000),
  }))

/** When Busker locks itself. */
export function LockSettings({ preferences }: { readonly preferences: Preferences }) {
  const set = useIpcMutation('app.setPreferences')
  const chosen = set.isPending ? set.variables : {}
  const { lockAfterMinutes = preferences.lockAfterMinutes } = chosen
  const { locksWithScreen = preferences.locksWithScreen } = chosen
  return (
    <>
      <SelectSetting
        title={t('settings.lockAfter')}
        description={t('settings.lockAfterHint')}
        value={String(lockAfterMinutes)}
        options={options()}
        onChange={(value) =>
          set.mutate({ lockAfterMinutes: choices.find((minutes) => String(minutes) === value) })
        }
      />
      <div>
        <Switch
          label={t('settings.lockWithScreen')}
          hint={t('settings.lockWithScreenHint')}
          isChecked={locksWithScreen}
          onChange={(isWanted) => set.mutate({ locksWithScreen: isWanted })}
        />
        {set.isError ? (
          <ErrorState
            title={t('settings.lockIsAsItWas')}
            error={set.error}
            money={t('common.noMoneyIsInvolved')}
            className="mt-3"
          />
        ) : null}
      </div>
    </>
  )
}
