import type { Dedication } from '../../protocol/dedication.ts'
import type { Input } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'

/** What a person wrote with a gift; undefined: nothing. */
export function toDedication(said: Input<NodeApi['buy']>['dedication']): Dedication | undefined {
  const { name, note = '' } = said ?? {}
  const dedication = { ...(name !== undefined && { name }), ...(note !== '' && { note }) }
  return Object.keys(dedication).length === 0 ? undefined : dedication
}
