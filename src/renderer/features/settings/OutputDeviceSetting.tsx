import { useEffect, useState } from 'react'
import type { OutputDevice } from '../../playback/output/watchOutputDevices.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { SelectSetting } from './SelectSetting.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface OutputDeviceSettingProps {
  /** A device's id; empty: the system's default. */
  readonly device: string
  readonly onChange: (device: string) => void
}

/** Where sound comes out. Devices that come and go do so in the list. */
export function OutputDeviceSetting({ device, onChange }: OutputDeviceSettingProps) {
  const player = usePlayerControls()
  const [devices, setDevices] = useState<readonly OutputDevice[]>([])
  useEffect(() => player.watchOutputDevices(setDevices), [player])
  const options = [
    { value: '', label: t('settings.asTheSystem') },
    ...devices.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const isGone = !options.some(({ value }) => value === device)
  return (
    <SelectSetting
      title={t('settings.output')}
      description={t('settings.whereTheSoundComesOut')}
      value={device}
      options={isGone ? [...options, { value: device, label: t('settings.aDeviceThatIsNot') }] : options}
      onChange={onChange}
    />
  )
}
