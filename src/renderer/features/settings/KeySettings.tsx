import { KeyRound, LockKeyhole, ScrollText } from 'lucide-react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { useProtectKeys } from '../onboarding/useProtectKeys.ts'
import { LockSettings } from './LockSettings.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Passphrase and words: both open the vault window, the only place where they are typed and shown. */
export function KeySettings() {
  const { isUnprotected } = useProtectKeys()
  return isUnprotected ? <UnprotectedKeys /> : <ProtectedKeys />
}

/** Nothing is written down yet: the one way to everything else there is to set. */
function UnprotectedKeys() {
  const { protect, error } = useProtectKeys()
  const end = useIpcMutation('app.endTrial')
  return (
    <Section title={t('settings.passphraseAndWords')}>
      <SettingsCard>
        <SettingsRow
          title={t('onboarding.writeYourWordsDownAndChoose')}
          description={t('onboarding.untilThenItOpensByItself')}
        >
          <Button icon={ScrollText} onClick={protect}>
            {t('onboarding.writeMyWordsDown')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('settings.lockNow')} description={t('settings.thereIsNothingToLockWith')}>
          <Button icon={LockKeyhole} onClick={protect}>
            {t('common.lock')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('settings.otherKeys')} description={t('settings.thisTrialIsPutAside')}>
          <Button onClick={() => end.mutate({})}>{t('onboarding.beginAnew')}</Button>
        </SettingsRow>
      </SettingsCard>
      {error === null ? null : (
        <ErrorState
          title={t('common.theWindowForYourKeys')}
          error={error}
          money={t('settings.yourKeysAreUntouched')}
          className="mt-3"
        />
      )}
    </Section>
  )
}

function ProtectedKeys() {
  const vault = useIpcMutation('app.openVault')
  const preferences = useIpcQuery('app.preferences', {})
  const lock = useIpcMutation('app.lock')
  const failure = vault.error ?? lock.error
  return (
    <Section title={t('settings.passphraseAndWords')}>
      <SettingsCard>
        <SettingsRow title={t('common.passphrase')} description={t('settings.opensBuskerOnThisMachine')}>
          <Button icon={KeyRound} onClick={() => vault.mutate({ purpose: 'changePassphrase' })}>
            {t('settings.change')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('common.your24Words')} description={t('settings.bringEverythingBackOnAnother')}>
          <Button icon={ScrollText} onClick={() => vault.mutate({ purpose: 'showWords' })}>
            {t('settings.show')}
          </Button>
        </SettingsRow>
        <SettingsRow title={t('settings.lockNow')} description={t('settings.musicStopsAndSellingPauses')}>
          <Button
            icon={LockKeyhole}
            busy={lock.isPending && t('settings.locking')}
            onClick={() => lock.mutate({})}
          >
            {t('common.lock')}
          </Button>
        </SettingsRow>
        {preferences.data === undefined ? null : <LockSettings preferences={preferences.data} />}
      </SettingsCard>
      {failure === null ? null : (
        <ErrorState
          title={vault.isError ? t('common.theWindowForYourKeys') : t('settings.buskerIsNotLocked')}
          error={failure}
          money={t('settings.yourKeysAreUntouched')}
          className="mt-3"
        />
      )}
    </Section>
  )
}
