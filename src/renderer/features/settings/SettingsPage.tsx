import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { IdentityCardSettings } from './IdentityCardSettings.tsx'
import { BackupSettings } from './BackupSettings.tsx'
import { KeySettings } from './KeySettings.tsx'
import { NetworkSettings } from './NetworkSettings.tsx'
import { PreferenceSettings } from './PreferenceSettings.tsx'
import { SpendingSettings } from './SpendingSettings.tsx'

/** Preferences, network, keys, copies. */
export function SettingsPage() {
  const preferences = useIpcQuery('app.preferences', {})
  const state = useIpcQuery('app.state', {})
  return (
    <Page title="Settings" width="narrow">
      {preferences.isPending ? (
        <div role="status" aria-label="Loading your preferences" className="mb-10 flex flex-col gap-3">
          <Skeleton className="h-40" />
          <Skeleton className="h-28" />
        </div>
      ) : preferences.isError ? (
        <ErrorState
          title="Your preferences could not be read"
          error={preferences.error}
          onRetry={() => void preferences.refetch()}
          className="mb-10"
        />
      ) : (
        <PreferenceSettings preferences={preferences.data} />
      )}
      <SpendingSettings />
      <NetworkSettings current={state.data?.network ?? null} />
      <IdentityCardSettings />
      <KeySettings />
      <BackupSettings />
      <Section title="About">
        <SettingsCard>
          <Link
            to="/settings/diagnostics"
            className="flex items-center justify-between gap-4 hover:text-accent"
          >
            <span>
              <span className="block font-medium">Diagnostics</span>
              <span className="text-sm text-text-3">The health of every part, versions, and the log.</span>
            </span>
            <ChevronRight size={18} aria-hidden />
          </Link>
          <p className="text-sm text-text-3">
            Busker {state.data?.version} · free software under the GNU General Public License, version 3
          </p>
        </SettingsCard>
      </Section>
    </Page>
  )
}
