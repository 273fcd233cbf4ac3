import type { ReactNode } from 'react'
import { Select, type SelectProps } from '../../ui/Select.tsx'
import { SettingsRow } from './SettingsCard.tsx'

interface SelectSettingProps<V extends string> extends Pick<
  SelectProps<V>,
  'value' | 'options' | 'onChange' | 'isDisabled'
> {
  readonly title: string
  readonly description: ReactNode
}

/** A setting that is one of several values. */
export function SelectSetting<V extends string>({ title, description, ...select }: SelectSettingProps<V>) {
  return (
    <SettingsRow title={title} description={description}>
      <Select {...select} label={title} isLabelHidden className="w-44" />
    </SettingsRow>
  )
}
