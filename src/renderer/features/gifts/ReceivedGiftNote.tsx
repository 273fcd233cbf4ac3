import { Gift } from 'lucide-react'
import type { Label } from '../../../shared/ids.ts'
import { rich } from '../../ui/rich.ts'
import { DedicationText } from './DedicationText.tsx'
import { GiverName } from './GiverName.tsx'
import { useReceivedGifts } from './useReceivedGifts.ts'

/** Who gave a work to oneself, and what they wrote; nothing where nobody did. */
export function ReceivedGiftNote({ label }: { readonly label: Label }) {
  const gift = useReceivedGifts().get(label)
  if (gift === undefined) return null
  const { giver, dedication } = gift
  return (
    <div className="flex items-start gap-3 rounded-large bg-surface-2 p-3">
      <Gift size={18} aria-hidden className="mt-0.5 shrink-0 text-text-2" />
      <div className="min-w-0">
        <p>{rich('library.givenToYouBy', { giver: <GiverName giver={giver} /> })}</p>
        <DedicationText giver={giver} note={dedication?.note} />
      </div>
    </div>
  )
}
