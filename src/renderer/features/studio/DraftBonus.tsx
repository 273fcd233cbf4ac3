import { BonusField } from './BonusField.tsx'
import { useDraft } from './draftStore.ts'
import { fileNameOf } from './fileNameOf.ts'
import { useChooseBonus } from './useChooseBonus.ts'

/** What goes with the release that is being prepared, and what lies beside its music and could. */
export function DraftBonus() {
  const { draft, add, setBonus } = useDraft()
  const { choose, error } = useChooseBonus(add)
  const items = (draft.leftOut ?? []).flatMap(({ file, bonus }) =>
    bonus === undefined
      ? []
      : [
          {
            key: file,
            name: fileNameOf(file),
            kind: bonus.kind,
            bytes: bonus.bytes,
            isIn: draft.bonus?.includes(file) ?? false,
          },
        ],
  )
  return <BonusField items={items} onToggle={setBonus} onAdd={choose} error={error} />
}
