import { bonusFileName } from '../../../shared/bonusFiles.ts'
import { BonusField } from './BonusField.tsx'
import type { BonusEdit } from './bonusEdit.ts'
import { fileNameOf } from './fileNameOf.ts'
import { useChooseBonus } from './useChooseBonus.ts'

interface EditBonusProps {
  readonly bonus: readonly BonusEdit[]
  readonly onChange: (bonus: readonly BonusEdit[]) => void
}

/** The files of a release on sale: those it has, and new ones. */
export function EditBonus({ bonus, onChange }: EditBonusProps) {
  const { choose, error } = useChooseBonus((found) => {
    const added = found.flatMap(({ file, bonus: facts }) =>
      facts === undefined || bonus.some(({ source }) => 'file' in source && source.file === file)
        ? []
        : [{ source: { file }, name: fileNameOf(file), kind: facts.kind, bytes: facts.bytes, isIn: true }],
    )
    onChange([...bonus, ...added])
  })
  const items = bonus.map(({ source, ...item }, index) => ({
    ...item,
    key: String(index),
    name: 'kept' in source ? bonusFileName(item) : item.name,
  }))
  const toggle = (key: string, isIn: boolean) =>
    onChange(bonus.map((one, index) => (String(index) === key ? { ...one, isIn } : one)))
  return <BonusField items={items} onToggle={toggle} onAdd={choose} error={error} />
}
