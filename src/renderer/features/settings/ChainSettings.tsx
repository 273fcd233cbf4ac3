import { useState } from 'react'
import type { RpcUrlsView } from '../../../shared/api/network.ts'
import { httpUrl } from '../../../shared/networkProfile.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Where the chain is asked: the operator's addresses, or a person's own. */
export function ChainSettings() {
  const [isOpen, setOpen] = useState(false)
  const rpcUrls = useIpcQuery('rpcUrls', {})
  if (rpcUrls.data === undefined) return null
  const { own, operators } = rpcUrls.data
  const asked = own.length === 0 ? operators : own
  return (
    <>
      <SettingsRow
        title={t('settings.whereTheChainIsAsked')}
        description={
          own.length === 0
            ? t('settings.addressesOfOperator', { count: asked.length })
            : t('settings.addressesOfYours', { count: asked.length })
        }
      >
        <Button onClick={() => setOpen(true)}>{t('settings.addresses')}</Button>
      </SettingsRow>
      {isOpen ? <RpcUrlsDialog view={rpcUrls.data} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function RpcUrlsDialog({ view, onClose }: { readonly view: RpcUrlsView; readonly onClose: () => void }) {
  const [text, setText] = useState(view.own.join(' '))
  const save = useIpcMutation('setRpcUrls')
  const showToast = useToasts((toasts) => toasts.show)
  const urls = text.split(/[\s,]+/).filter((each) => each !== '')
  const areUrls = urls.every((each) => httpUrl.safeParse(each).success)
  const go = () =>
    save.mutate(
      { urls },
      {
        onSuccess() {
          showToast(t('settings.savedAskedThereFromThe'), { tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title={t('settings.whereTheChainIsAsked')}
      description={t('settings.twoAddressesOrMoreOf')}
      isOpen
      onClose={onClose}
      submitLabel={urls.length === 0 ? t('settings.askTheOperators') : t('common.save')}
      cancelLabel={t('common.leaveIt')}
      isReady={areUrls && urls.length <= 8}
      busy={save.isPending && t('settings.askingThem')}
      onSubmit={go}
      problem={null}
    >
      <TextField
        label={t('settings.addressesWithASpaceBetween')}
        placeholder="https://…"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={
          save.isError ? messageOf(save.error) : areUrls ? undefined : t('settings.anAddressBeginsWithHttps')
        }
        hint={t('settings.leftEmpty', { operators: view.operators.join(' ') })}
      />
    </FormDialog>
  )
}
