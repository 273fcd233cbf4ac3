import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { CollectionSettings } from '../collection/CollectionSettings.tsx'
import { HiddenArtistSettings } from './HiddenArtistSettings.tsx'
import { IdentityCardSettings } from './IdentityCardSettings.tsx'
import { BackupSettings } from './BackupSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { NetworkSettings } from './NetworkSettings.tsx'
import { PreferenceSettings } from './PreferenceSettings.tsx'
import { UpdateSettings } from './UpdateSettings.tsx'
import { ListenBrainzSettings } from './ListenBrainzSettings.tsx'
import { LocalFolderSettings } from './LocalFolderSettings.tsx'
import { PhoneSettings } from './PhoneSettings.tsx'
import { ServerSettings } from './ServerSettings.tsx'
import { StorageSettings } from './StorageSettings.tsx'
import { CurrencySettings } from './CurrencySettings.tsx'
import { SpendingSettings } from './SpendingSettings.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Preferences, network, keys, copies. */
export function SettingsPage() {
  const preferences = useIpcQuery('app.preferences', {})
  const state = useIpcQuery('app.state', {})
  return (
    <Page title={t('common.settings')} width="narrow">
      {preferences.isPending ? (
        <div
          role="status"
          aria-label={t('settings.loadingYourPreferences')}
          className="mb-10 flex flex-col gap-3"
        >
          <Skeleton className="h-40" />
          <Skeleton className="h-28" />
        </div>
      ) : preferences.isError ? (
        <ErrorState
          title={t('settings.yourPreferencesCouldNotBe')}
          error={preferences.error}
          onRetry={() => void preferences.refetch()}
          className="mb-10"
        />
      ) : (
        <PreferenceSettings preferences={preferences.data} />
      )}
      <SpendingSettings />
      <CurrencySettings />
      <StorageSettings />
      <LocalFolderSettings />
      <PhoneSettings />
      <CollectionSettings />
      <HiddenArtistSettings />
      <ServerSettings />
      <ListenBrainzSettings />
      <NetworkSettings current={state.data?.network ?? null} />
      <IdentityCardSettings />
      <KeySettings />
      <BackupSettings />
      <Section title={t('common.about')}>
        <SettingsCard>
          <Link
            to="/settings/diagnostics"
            className="flex items-center justify-between gap-4 hover:text-accent"
          >
            <span>
              <span className="block font-medium">{t('common.diagnostics')}</span>
              <span className="text-sm text-text-3">{t('settings.theHealthOfEveryPart')}</span>
            </span>
            <ChevronRight size={18} aria-hidden />
          </Link>
          <UpdateSettings />
          <p className="text-sm text-text-3">
            {t('settings.buskerFreeSoftwareUnderThe', { version: state.data?.version ?? '' })}
          </p>
        </SettingsCard>
      </Section>
    </Page>
  )
}
