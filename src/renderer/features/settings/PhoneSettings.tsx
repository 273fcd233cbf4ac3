import { useState } from 'react'
import type { PhoneView } from '../../../shared/api/phone.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { Select } from '../../ui/Select.tsx'
import { Time } from '../../ui/Time.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

/** Playing what one owns on a phone in the same network: off until it is switched on, and when Busker is locked or quits. */
export function PhoneSettings() {
  const { data } = useIpcQuery('phone', {})
  const start = useIpcMutation('app.startPhone')
  const stop = useIpcMutation('stopPhone')
  const [chosen, setChosen] = useState<string>()
  if (data === undefined) return null
  const { addresses, listening } = data
  const address = addresses.find((one) => one.address === chosen)?.address ?? addresses[0]?.address
  const error = start.error ?? stop.error
  return (
    <Section title={t('settings.phone')}>
      <SettingsCard>
        <SettingsRow
          title={t('settings.playOnAPhone')}
          description={
            <>
              <p>
                {addresses.length === 0
                  ? t('settings.noNetworkForAPhone')
                  : t('settings.aPhoneInTheSameNetwork')}
              </p>
              {error === null ? null : <p role="alert">{messageOf(error)}</p>}
            </>
          }
        >
          {listening !== null ? (
            <Button disabled={stop.isPending} onClick={() => stop.mutate({})}>
              {t('settings.switchOff')}
            </Button>
          ) : (
            <Button
              disabled={address === undefined || start.isPending}
              onClick={() => address !== undefined && start.mutate({ address })}
            >
              {t('settings.switchOn')}
            </Button>
          )}
        </SettingsRow>
        {listening === null && addresses.length > 1 ? (
          <div>
            <Select
              label={t('settings.addressForThePhone')}
              value={address ?? ''}
              options={addresses.map((one) => ({
                value: one.address,
                label: `${one.address} (${one.name})`,
              }))}
              onChange={setChosen}
            />
          </div>
        ) : null}
        {listening === null ? null : <PhoneCode listening={listening} />}
      </SettingsCard>
    </Section>
  )
}

function PhoneCode({ listening }: { readonly listening: NonNullable<PhoneView['listening']> }) {
  const { url, fingerprint, expiresAt, devices } = listening
  return (
    <div className="flex flex-wrap gap-5">
      <div className="w-48 shrink-0">
        <QrCode text={url} label={t('settings.theAddressForACamera')} />
        <p className="mt-2 flex items-center justify-between gap-2 text-sm text-text-2">
          <bdi className="truncate">{new URL(url).host}</bdi>
          <CopyButton label={t('settings.copyTheAddress')} text={url} />
        </p>
      </div>
      <div className="flex min-w-56 flex-1 flex-col gap-3 text-sm text-text-2">
        <p>{t('settings.readTheCode')}</p>
        <p className="rounded-small bg-surface-3 p-3">
          <code dir="ltr" className="block font-mono wrap-anywhere">
            {fingerprint}
          </code>
        </p>
        <p>
          {t('settings.theAddressEnds')} <Time at={expiresAt} />
        </p>
        <div role="status">
          {devices.length === 0 ? (
            <p>{t('settings.nobodyIsConnected')}</p>
          ) : (
            <>
              <p>{t('settings.connectedNow', { count: devices.length })}</p>
              <ul>
                {devices.map((device) => (
                  <li key={device} className="font-mono">
                    <bdi>{device}</bdi>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </div>
    </div>
  )
}
