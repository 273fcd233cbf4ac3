import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Whether Busker starts with the system: what the system says, which may have changed it by itself. */
export function StartSetting() {
  const item = useIpcQuery('app.loginItem', {})
  const set = useIpcMutation('app.setLoginItem')
  const failure = set.error ?? item.error
  const isPossible = item.data?.isPossible !== false
  return (
    <div>
      <Switch
        label={t('settings.startWithTheSystem')}
        hint={isPossible ? t('settings.startsInTheTray') : t('settings.onlyInstalledStarts')}
        isChecked={set.isPending ? set.variables.isOn : item.data?.isOn === true}
        isDisabled={item.data === undefined || !isPossible}
        onChange={(isOn) => set.mutate({ isOn })}
      />
      {failure === null ? null : (
        <ErrorState
          title={t('settings.startIsAsItWas')}
          error={failure}
          money={t('common.noMoneyIsInvolved')}
          className="mt-3"
        />
      )}
    </div>
  )
}
