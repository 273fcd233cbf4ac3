import type { LeaseView } from '../shared/api/lease.ts'
import { cleanLine } from '../shared/text.ts'
import { localTime } from './localTime.ts'

/** Which machine makes payments, and what taking over means, for a terminal. */
export function describeLease({ isHere, other, yieldedTo, isTakingOver }: LeaseView): string {
  if (isHere) return 'This machine makes the payments.'
  if (other === null && yieldedTo === null)
    return 'Not known yet: the hub has not said which machine makes the payments.'
  const name = cleanLine(other?.name ?? yieldedTo?.name ?? 'another machine')
  const since = other === null || other.since === null ? '' : ` since ${localTime(other.since)}`
  const gave =
    yieldedTo === null ? [] : [`${cleanLine(yieldedTo.name)} took over at ${localTime(yieldedTo.at)}.`]
  const until = other?.until ?? null
  if (isTakingOver) {
    const wait = until === null ? '' : ` If it does not answer, that is at ${localTime(until)} at the latest.`
    return [`${name} is asked to stop; this machine goes on when it has.${wait}`].join('\n')
  }
  return [
    ...gave,
    until === null ? `Last used on ${name}${since}.` : `In use on ${name}${since}.`,
    'To go on here instead: busker take-over --yes',
    'It goes on from the newest copy that the hub keeps. What the other machine did after that copy is only there.',
    'The connection to the hub is closed and opened again: the money in it is back after the wait of the network.',
  ].join('\n')
}
