import { insertMissing, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import type { Caller } from '../../ipfs/peer.ts'
import { announcedMaxUrsulas } from '../../protocol/announcedUrsulas.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { type SignedUrsulaAnnouncement, signedUrsulaAnnouncement } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { neighbourhoodOf } from '../../shared/ipPrefix.ts'
import { verifyUrsulaAnnouncement } from '../../umbral/policyRecords.ts'
import { type Clock, minuteMs } from '../clock.ts'

/** Whoever changes the list holds this lock. */
export const announcedUrsulasLock = 7_353_008

/** Without another word from her an Ursula is listed so long. */
const listedMs = 60 * minuteMs
const maxPerAddress = 2
const recordMaxBytes = 8 * 1024

interface Row {
  readonly peer: string
  readonly address: string
  readonly neighbourhood: string
  readonly since: number
  readonly issued_at: number
}

/**
 * Ursulas that have made themselves known at the hub, which vouches for none. A key costs nothing, and addresses of one
 * neighbourhood little: where the list is full, the neighbourhood that has most of it makes room.
 */
export class AnnouncedUrsulas {
  readonly #engine: SqlEngine
  readonly #now: Clock
  readonly #most: number

  /** @param most that are listed */
  constructor(engine: SqlEngine, now: Clock, most = announcedMaxUrsulas) {
    this.#engine = engine
    this.#now = now
    this.#most = most
  }

  /**
   * Lists an Ursula, or lists her on.
   *
   * @param caller whose peer she says is hers
   * @returns until when, ms
   * @throws BuskerError `HUB_URSULA_REFUSED`, `HUB_URSULAS_FULL`, `POLICY_FORGED`, `URSULA_ANNOUNCEMENT_EXPIRED`,
   *   `URSULA_ANNOUNCEMENT_OLD`, `DATABASE_UNREACHABLE`
   */
  async announce(signed: SignedUrsulaAnnouncement, { peer, address }: Caller): Promise<number> {
    const { record, issuedAt } = signed.body
    if (record.body.peer !== peer || address === undefined) {
      throw new BuskerError(
        'HUB_URSULA_REFUSED',
        'An Ursula is listed by what she says herself, over a connection of her own and not through a relay.',
      )
    }
    const now = this.#now()
    await verifyUrsulaAnnouncement(signed, now)
    const until = Math.min(signed.body.until, now + listedMs)
    const announced = {
      peer,
      address,
      neighbourhood: neighbourhoodOf(address),
      since: now,
      issued_at: issuedAt,
    }
    const bytes = encode(signedUrsulaAnnouncement, signed)
    await this.#engine.change(() => this.#keep(announced, { until, bytes, now }))
    return until
  }

  /** Who is listed now, whoever came first first. @throws BuskerError `DATABASE_UNREACHABLE` */
  async list(): Promise<SignedUrsulaAnnouncement[]> {
    const rows = await this.#engine.read(() =>
      rowsOf<{ readonly record: Uint8Array }>(
        'SELECT record FROM announced_ursulas WHERE until > $1 ORDER BY since, peer',
        this.#now(),
      ),
    )
    return rows.map(({ record }) => decode(signedUrsulaAnnouncement, record, recordMaxBytes))
  }

  *#keep(
    announced: Row,
    { until, bytes, now }: { readonly until: number; readonly bytes: Uint8Array; readonly now: number },
  ): Steps<void> {
    const { peer } = announced
    yield* rowsOf('DELETE FROM announced_ursulas WHERE until <= $1', now)
    const listed = yield* rowsOf<Row>('SELECT * FROM announced_ursulas')
    const own = listed.find((each) => each.peer === peer)
    if (own !== undefined && own.issued_at > announced.issued_at) {
      throw new BuskerError('URSULA_ANNOUNCEMENT_OLD', 'You have said something newer of yourself since.')
    }
    const others = listed.filter((each) => each.peer !== peer)
    const gone = makeRoom(announced, others, this.#most)
    for (const each of [peer, ...gone]) yield* rowsOf('DELETE FROM announced_ursulas WHERE peer = $1', each)
    yield* insertMissing('announced_ursulas', [
      { ...announced, since: own?.since ?? now, until, record: bytes },
    ])
  }
}

/** @returns the peers of those who give way. @throws BuskerError `HUB_URSULAS_FULL` */
function makeRoom({ address, neighbourhood }: Row, others: readonly Row[], most: number): string[] {
  const atAddress = others.filter((each) => each.address === address)
  if (atAddress.length >= maxPerAddress) {
    throw full(`Of one network address ${maxPerAddress} Ursulas are listed at most`)
  }
  if (others.length < most) return []
  const near = others.filter((each) => each.neighbourhood === neighbourhood).length
  const largest = [...Map.groupBy(others, (each) => each.neighbourhood).values()].reduce(
    (a, b) => (b.length > a.length ? b : a),
    [],
  )
  const last = largest.toSorted((a, b) => b.since - a.since)[0]
  if (last === undefined || largest.length <= near + 1) throw full('As many Ursulas are listed as have room')
  return [last.peer]
}

function full(what: string): BuskerError {
  return new BuskerError(
    'HUB_URSULAS_FULL',
    `${what}. Artists can add you by your address all the same; you are listed once there is room.`,
  )
}
