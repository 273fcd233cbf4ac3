import { type ComponentProps, useState } from 'react'
import { CellField } from './CellField.tsx'

interface NumberFieldProps extends Omit<ComponentProps<typeof CellField>, 'onChange'> {
  readonly onCommit: (text: string) => void
}

/** A track's number. With Enter, or on leaving the field, the track moves to the place of what was typed. */
export function NumberField({ value, onCommit, onKeyDown, ...cell }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const commit = () => {
    if (typed !== null && typed !== value) onCommit(typed)
    setTyped(null)
  }
  return (
    <CellField
      {...cell}
      value={typed ?? value}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        else if (event.key === 'Escape') setTyped(null)
        else onKeyDown?.(event)
      }}
    />
  )
}
