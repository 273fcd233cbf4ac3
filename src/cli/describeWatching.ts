import type { TowersView } from '../shared/api/towers.ts'
import { describeSpan, leastWatched } from '../shared/watching.ts'

/** Who watches while the node is off, as sentences; none where there is nothing to lose. */
export function describeWatching(view: TowersView): string[] {
  const least = leastWatched(view)
  if (least === null) return []
  if (least.watching === 1) return ['1 tower watches while you are away.']
  if (least.watching > 1) return [`${least.watching} towers watch while you are away.`]
  return [
    `Nobody watches while you are away. Where the hub closes your connection, your node must be online within ${describeSpan(view.settleTimeoutMs)}, or what you were paid can be lost.`,
  ]
}
