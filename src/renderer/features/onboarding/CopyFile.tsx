import { FileUp } from 'lucide-react'
import { useEffect } from 'react'
import type { CopyView } from '../../../shared/api/app.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { Time } from '../../ui/Time.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface CopyFileProps {
  readonly copy: CopyView | null
  readonly onChange: (copy: CopyView | null) => void
}

/** A copy file to come back with: chosen, or dropped anywhere on the window. */
export function CopyFile({ copy, onChange }: CopyFileProps) {
  const { mutate, ...choose } = useIpcMutation('app.chooseCopy')
  const client = useClient()
  useEffect(() => {
    const stop = new AbortController()
    window.addEventListener('dragover', (event) => event.preventDefault(), { signal: stop.signal })
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault()
        const [file] = event.dataTransfer?.files ?? []
        if (file !== undefined) mutate({ file: client.pathOf(file) }, { onSuccess: onChange })
      },
      { signal: stop.signal },
    )
    return () => stop.abort()
  }, [client, mutate, onChange])
  return (
    <section aria-label={t('onboarding.iHaveACopy')} className="mb-5 rounded-large bg-surface-2 p-4">
      <p className="mb-3 text-text-2">
        {copy === null
          ? t('onboarding.aCopyYouSaved')
          : rich('onboarding.copyOf', { name: <bdi>{copy.name}</bdi>, madeAt: <Time at={copy.madeAt} /> })}
      </p>
      {copy === null ? (
        <Button
          icon={FileUp}
          busy={choose.isPending && t('common.opening')}
          onClick={() => mutate({}, { onSuccess: onChange })}
        >
          {t('onboarding.chooseTheFile')}
        </Button>
      ) : (
        <Button variant="quiet" size="small" onClick={() => onChange(null)}>
          {t('onboarding.withoutTheCopy')}
        </Button>
      )}
      {choose.isError ? (
        <ErrorState
          className="mt-4"
          title={t('onboarding.theCopyWasNotOpened')}
          error={choose.error}
          money={t('common.noMoneyWasMoved')}
        />
      ) : null}
    </section>
  )
}
