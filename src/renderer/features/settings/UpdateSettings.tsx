import type { UpdateView } from '../../../shared/api/app.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Checkbox.tsx'
import { relativeTime } from '../../ui/time.ts'
import { SettingsRow } from './SettingsCard.tsx'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Newer versions of Busker: whether they are looked for, how far that is, and the start into one that is ready. */
export function UpdateSettings() {
  const preferences = useIpcQuery('app.preferences', {}).data
  const set = useIpcMutation('app.setPreferences')
  const update = useIpcQuery('app.update', {}).data
  const check = useIpcMutation('app.checkForUpdate')
  const restart = useIpcMutation('app.restartIntoUpdate')
  if (update === undefined || preferences === undefined) return null
  if (update.state === 'unavailable')
    return <SettingsRow title={t('settings.newVersions')} description={t('settings.doesNotUpdateItself')} />
  const isBusy = update.state === 'checking' || update.state === 'downloading'
  return (
    <>
      <Switch
        label={t('settings.lookForNewVersions')}
        hint={t('settings.lookForNewVersionsHint')}
        isChecked={set.isPending ? set.variables.checksForUpdates === true : preferences.checksForUpdates}
        onChange={(isWanted) => set.mutate({ checksForUpdates: isWanted })}
      />
      <SettingsRow title={t('settings.newVersions')} description={updateText(update)}>
        {update.state === 'ready' ? (
          <Button variant="primary" onClick={() => restart.mutate({})}>
            {t('settings.restartNow')}
          </Button>
        ) : (
          <Button busy={isBusy && t('settings.lookingForVersions')} onClick={() => check.mutate({})}>
            {t('settings.lookNow')}
          </Button>
        )}
      </SettingsRow>
    </>
  )
}

function updateText(update: Exclude<UpdateView, { state: 'unavailable' }>): string {
  switch (update.state) {
    case 'none':
      if (update.refused !== null) return t('settings.versionDidNotStart', { version: update.refused })
      if (update.checkedAt === null) return t('settings.notLookedYet')
      return t('settings.thisIsTheNewest', { when: relativeTime(update.checkedAt, Date.now()) })
    case 'checking':
      return t('settings.lookingForVersions')
    case 'downloading':
      return t('settings.fetchingVersion', { version: update.version, percent: update.percent })
    case 'ready':
      return t('settings.versionIsReady', { version: update.version })
    case 'failed':
      return errorText(update.problem)
  }
}
