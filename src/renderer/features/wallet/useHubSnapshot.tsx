import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The sealed copy that the hub keeps, and how to make another. */
export function useHubSnapshot(options: { readonly refetchIntervalMs?: number } = {}) {
  const snapshot = useIpcQuery('snapshotState', {}, options)
  const keep = useIpcMutation('snapshotKeep')
  return { snapshot, keep }
}

/** Why the copy could not be made or looked at. @param error null: nothing is wrong */
export function SnapshotError({
  error,
  onRetry,
}: {
  readonly error: Error | null
  readonly onRetry: () => void
}) {
  if (error === null) return null
  return (
    <ErrorState
      title={t('wallet.theCopyIsNotUp')}
      error={error}
      money={t('wallet.yourMoneyAndMusicAre')}
      className="mt-3"
      onRetry={onRetry}
    />
  )
}
