import { useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Section } from '../../ui/Page.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Whether ListenBrainz is told what is heard: it is not, until somebody gives their token. */
export function ListenBrainzSettings() {
  const { data } = useIpcQuery('listenBrainz', {})
  const disconnect = useIpcMutation('disconnectListenBrainz')
  const [isConnecting, setConnecting] = useState(false)
  if (data === undefined) return null
  const { user, waiting, problem } = data
  return (
    <Section title={t('settings.listeningHistory')}>
      <SettingsCard>
        <SettingsRow
          title={t('settings.listenBrainz')}
          description={
            <>
              <p>
                {user === null ? t('settings.listenBrainzIsTold') : t('settings.whatYouHearIsTold', { user })}
              </p>
              {waiting === 0 ? null : <p>{t('settings.listensWait', { count: waiting })}</p>}
              {problem === null ? null : <p className="text-danger">{errorText(problem)}</p>}
              {disconnect.isError ? <p role="alert">{messageOf(disconnect.error)}</p> : null}
            </>
          }
        >
          {user === null ? (
            <Button onClick={() => setConnecting(true)}>{t('settings.connectToListenBrainz')}</Button>
          ) : (
            <Button
              busy={disconnect.isPending && t('settings.forgettingIt')}
              onClick={() => disconnect.mutate({})}
            >
              {t('settings.tellNobody')}
            </Button>
          )}
        </SettingsRow>
      </SettingsCard>
      {isConnecting ? <TokenDialog onClose={() => setConnecting(false)} /> : null}
    </Section>
  )
}

function TokenDialog({ onClose }: { readonly onClose: () => void }) {
  const connect = useIpcMutation('connectListenBrainz')
  const [token, setToken] = useState('')
  return (
    <FormDialog
      title={t('settings.connectToListenBrainz')}
      description={t('settings.titleArtistAndTime')}
      isOpen
      onClose={onClose}
      submitLabel={t('common.connect')}
      cancelLabel={t('common.cancel')}
      isReady={/^[\w-]{8,128}$/.test(token.trim())}
      busy={connect.isPending && t('settings.askingListenBrainz')}
      onSubmit={() => connect.mutate({ token: token.trim() }, { onSuccess: onClose })}
    >
      <TextField
        label={t('settings.userToken')}
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={token}
        onChange={(event) => setToken(event.target.value)}
        hint={t('settings.itIsInYourSettings')}
        error={connect.error === null ? undefined : messageOf(connect.error)}
      />
    </FormDialog>
  )
}
