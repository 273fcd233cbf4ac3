import { BuskerError } from '../../shared/errors.ts'
import { quote } from '../../shared/text.ts'
import type { Holder } from './leaseClient.ts'

const called = (name: string | undefined) => (name === undefined ? 'another machine' : quote(name, 40))
const dated = (ms: number) => new Date(ms).toISOString()

/** Another machine has the lease. @param until by this device's clock */
export function leaseInUse({ note }: Pick<Holder, 'note'>, until: number, cause?: unknown): BuskerError {
  const since = note === null ? '' : ` since ${dated(note.since)}`
  return new BuskerError(
    'HUB_LEASE_HELD',
    `These words are in use on ${called(note?.name)}${since}, until ${dated(until)} at least. Close Busker there, or take over here.`,
    { cause },
  )
}

/** Another machine had the lease after this one: what is here is not the newest. */
export function leaseElsewhere({ note }: Pick<Holder, 'note'>): BuskerError {
  const since = note === null ? '' : ` since ${dated(note.since)}`
  return new BuskerError(
    'HUB_LEASE_ELSEWHERE',
    `These words were used on ${called(note?.name)}${since}, and what is here is older than that. Take over: this machine goes on from the newest copy.`,
  )
}

/** A person took over on another machine. */
export function leaseYielded({ name, at }: { readonly name: string; readonly at: number }): BuskerError {
  return new BuskerError(
    'HUB_LEASE_ELSEWHERE',
    `${called(name)} took over at ${dated(at)}. This machine makes no payments until it is taken back here.`,
  )
}
