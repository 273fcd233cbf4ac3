import { TriangleAlert } from 'lucide-react'
import { useIpcQuery } from '../ipc/queries.ts'
import { errorText } from '../../shared/i18n/errorText.ts'

/** What is wrong with this machine and only its owner can put right, in a line each: its clock, its disk. */
export function MachineWarnings() {
  const warnings = useIpcQuery('status', {}).data?.warnings ?? []
  if (warnings.length === 0) return null
  return (
    <div role="alert" className="bg-warning-soft text-sm text-text-1">
      {warnings.map(({ code, message }) => (
        <p key={code} className="flex items-start gap-2 px-4 py-2">
          <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warning" />
          {errorText({ code, message })}
        </p>
      ))}
    </div>
  )
}
