import { useEffect, useState } from 'react'
import type { OutputDevice } from '../../playback/output/watchOutputDevices.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { SelectSetting } from './SelectSetting.tsx'

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
    { value: '', label: 'As the system' },
    ...devices.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const isGone = !options.some(({ value }) => value === device)
  return (
    <SelectSetting
      title="Output"
      description="Where the sound comes out."
      value={device}
      options={isGone ? [...options, { value: device, label: 'A device that is not here' }] : options}
      onChange={onChange}
    />
  )
}
