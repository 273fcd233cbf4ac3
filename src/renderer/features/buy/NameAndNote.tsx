import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'

interface Written {
  readonly name: string
  readonly note: string
}

interface NameAndNoteProps {
  readonly nameLabel: string
  /** Who reads it. */
  readonly nameHint: string
  readonly noteLabel: string
  readonly written: Written
  readonly onChange: (change: Partial<Written>) => void
}

/** What goes to somebody with an order: who one is, and a note. */
export function NameAndNote({ nameLabel, nameHint, noteLabel, written, onChange }: NameAndNoteProps) {
  return (
    <>
      <TextField
        label={nameLabel}
        value={written.name}
        maxLength={60}
        onChange={(event) => onChange({ name: event.target.value })}
        hint={nameHint}
        autoComplete="off"
      />
      <TextArea
        label={noteLabel}
        rows={3}
        value={written.note}
        maxLength={300}
        onChange={(event) => onChange({ note: event.target.value })}
      />
    </>
  )
}
