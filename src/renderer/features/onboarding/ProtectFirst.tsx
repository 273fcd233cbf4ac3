import { clsx } from 'clsx'
import { ScrollText } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { useProtectKeys } from './useProtectKeys.ts'

/** Where something real begins and the keys are still those of a trial: what has to be done before. Else nothing. */
export function ProtectFirst({ className }: { readonly className: string }) {
  const { isUnprotected, protect, error } = useProtectKeys()
  if (!isUnprotected) return null
  return (
    <section
      aria-label={t('onboarding.firstYourWords')}
      className={clsx('rounded-small bg-warning-soft p-3', className)}
    >
      <p className="mb-1 font-medium">{t('onboarding.firstYourWords')}</p>
      <p className="mb-3 text-text-2">{t('onboarding.fromHereOnThereIs')}</p>
      <Button icon={ScrollText} onClick={protect}>
        {t('onboarding.writeMyWordsDown')}
      </Button>
      {error === null ? null : (
        <ErrorState title={t('common.theWindowForYourKeys')} error={error} className="mt-3" />
      )}
    </section>
  )
}
