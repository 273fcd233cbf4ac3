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
        title="Where the chain is asked"
        description={
          own.length === 0
            ? `${countOf(asked)} of the operator’s choice. Your own make you independent of it.`
            : `${countOf(asked)} of your own choice.`
        }
      >
        <Button onClick={() => setOpen(true)}>Addresses…</Button>
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
          showToast('Saved: asked there from the next start of Busker on.', { tone: 'good' })
          onClose()
        },
      },
    )
  return (
    <FormDialog
      title="Where the chain is asked"
      description="Two addresses or more, of people who have nothing to do with each other: what one hides, another shows. Each is asked once before it is saved."
      isOpen
      onClose={onClose}
      submitLabel={urls.length === 0 ? 'Ask the operator’s' : 'Save'}
      cancelLabel="Leave it"
      isReady={areUrls && urls.length <= 8}
      busy={save.isPending && 'Asking them…'}
      onSubmit={go}
      problem={null}
    >
      <TextField
        label="Addresses, with a space between them"
        placeholder="https://…"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={
          save.isError
            ? messageOf(save.error)
            : areUrls
              ? undefined
              : 'An address begins with https:// or http://.'
        }
        hint={`Left empty: ${view.operators.join(' ')}`}
      />
    </FormDialog>
  )
}

function countOf(urls: readonly string[]): string {
  return urls.length === 1 ? 'One address' : `${urls.length} addresses`
}
