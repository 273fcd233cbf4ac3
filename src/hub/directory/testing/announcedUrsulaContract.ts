import { beforeEach, describe, expect, test } from 'vitest'
import { announcementMaxMs, type SignedUrsulaAnnouncement } from '../../../protocol/policy.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../../../shared/ids.ts'
import { publicKeyOf } from '../../../umbral/keys.ts'
import { signUrsulaAnnouncement, signUrsulaRecord, ursulaAddress } from '../../../umbral/policyRecords.ts'
import { deriveUrsulaKeys } from '../../../ursula/ursulaKeys.ts'
import type { EngineUnderTest } from '../../testing/engineUnderTest.ts'
import { createManualClock } from '../../testing/manualClock.ts'
import { AnnouncedUrsulas } from '../announcedUrsulas.ts'

const hourMs = 3_600_000
const most = 4

/** What announced Ursulas must do, wherever they are kept. */
export function announcedUrsulaContract(name: string, { open, reopen }: EngineUnderTest): void {
  describe(`announced Ursulas in ${name}`, () => {
    const { now, advance } = createManualClock()
    let ursulas: AnnouncedUrsulas

    beforeEach(async () => {
      ursulas = new AnnouncedUrsulas(await open(), now, most)
    })

    const peerOfUrsula = (ursula: number): PeerIdText =>
      peerIdText.parse(`12D3KooW${String.fromCharCode(97 + ursula).repeat(44)}`)
    const sign = async (ursula: number, operator = `operator ${ursula}`, issuedAt = now()) => {
      const { verifyingSeed, encryptingSeed } = deriveUrsulaKeys(new Uint8Array(32).fill(ursula + 1))
      const verifyingKey = await publicKeyOf(verifyingSeed)
      const peer = peerOfUrsula(ursula)
      const body = {
        v: 1 as const,
        address: ursulaAddress(verifyingKey),
        peer,
        addresses: [`/dns4/${ursula}.example.org/tcp/4001/p2p/${peer}`],
        verifyingKey,
        encryptingKey: await publicKeyOf(encryptingSeed),
        operator,
      }
      const record = await signUrsulaRecord(body, verifyingSeed)
      return signUrsulaAnnouncement({ v: 1, record, issuedAt, until: issuedAt + 24 * hourMs }, verifyingSeed)
    }
    const announce = async (ursula: number, address = `10.${ursula}.0.1`) =>
      ursulas.announce(await sign(ursula), { peer: peerOfUrsula(ursula), address })
    const listed = async (from = ursulas) =>
      (await from.list()).map(({ body }) => body.record.body.operator.replace('operator ', ''))
    const refused = (code: ErrorCode) => expect.objectContaining({ code }) as Error

    test('who says it herself is listed as she signed it, to whoever asks and over a restart', async () => {
      const signed = [await sign(0), await sign(1)]
      for (const each of signed) {
        await ursulas.announce(each, {
          peer: peerIdText.parse(each.body.record.body.peer),
          address: '10.0.0.1',
        })
        advance(1)
      }
      expect(await ursulas.list()).toEqual(signed)
      expect(await listed(new AnnouncedUrsulas(await reopen(), now))).toEqual(['0', '1'])
    })

    test('without another word she is listed for an hour, and with one in the place that she had', async () => {
      expect(await announce(0)).toBe(now() + hourMs)
      advance(1)
      await announce(1)
      advance(hourMs / 2)
      await announce(0)
      expect(await listed()).toEqual(['0', '1'])
      advance(hourMs / 2)
      expect(await listed()).toEqual(['0'])
    })

    test('what she signed for a shorter time is not listed longer', async () => {
      const signed = await sign(0, undefined, now() - 24 * hourMs + 1000)
      expect(await ursulas.announce(signed, { peer: peerOfUrsula(0), address: '10.0.0.1' })).toBe(
        now() + 1000,
      )
      advance(1000)
      expect(await listed()).toEqual([])
    })

    test('another can’t announce her, repeat an older word of hers, or put words into her mouth', async () => {
      const before = await sign(0, 'what she was called')
      advance(1)
      const signed = await sign(0)
      const caller = { peer: peerOfUrsula(0), address: '10.0.0.1' }
      await ursulas.announce(signed, caller)
      const other = { ...caller, peer: peerOfUrsula(1) }
      await expect(ursulas.announce(signed, other)).rejects.toThrow(refused('HUB_URSULA_REFUSED'))
      await expect(ursulas.announce(before, caller)).rejects.toThrow(refused('URSULA_ANNOUNCEMENT_OLD'))
      const forged = (change: Partial<SignedUrsulaAnnouncement['body']>) =>
        ursulas.announce({ ...signed, body: { ...signed.body, ...change } }, caller)
      const { record } = signed.body
      const renamed = { ...record, body: { ...record.body, operator: 'Somebody else' } }
      for (const change of [
        { record: renamed },
        { until: signed.body.until + 1 },
        { issuedAt: signed.body.issuedAt + 1 },
        { record: (await sign(1)).body.record },
      ]) {
        const outcome = await forged(change).then(
          () => 'taken',
          (error: { code: string }) => error.code,
        )
        expect(outcome).toMatch(/^(POLICY_FORGED|HUB_URSULA_REFUSED)$/)
      }
      expect(await ursulas.list()).toEqual([signed])
    })

    test('what holds no more, or for longer than anything may, is not taken', async () => {
      const caller = { peer: peerOfUrsula(0), address: '10.0.0.1' }
      const late = ursulas.announce(await sign(0, undefined, now() - 25 * hourMs), caller)
      await expect(late).rejects.toThrow(refused('URSULA_ANNOUNCEMENT_EXPIRED'))
      const { verifyingSeed } = deriveUrsulaKeys(new Uint8Array(32).fill(1))
      const { body } = await sign(0)
      const long = { ...body, until: body.issuedAt + announcementMaxMs + 1 }
      const forever = ursulas.announce(await signUrsulaAnnouncement(long, verifyingSeed), caller)
      await expect(forever).rejects.toThrow(refused('POLICY_FORGED'))
      expect(await listed()).toEqual([])
    })

    test('who comes through a relay is not listed', async () => {
      const through = ursulas.announce(await sign(0), { peer: peerOfUrsula(0) })
      await expect(through).rejects.toThrow(refused('HUB_URSULA_REFUSED'))
    })

    test('of one address two are listed, whatever keys they have; they stay listed', async () => {
      await announce(0, '10.0.0.1')
      await announce(1, '10.0.0.1')
      await expect(announce(2, '10.0.0.1')).rejects.toThrow(refused('HUB_URSULAS_FULL'))
      await announce(0, '10.0.0.1')
      expect((await listed()).toSorted()).toEqual(['0', '1'])
    })

    test('who has filled the list from one neighbourhood makes room for whoever comes from elsewhere', async () => {
      for (const ursula of [0, 1, 2, 3]) {
        await announce(ursula, `10.9.${ursula}.1`)
        advance(1)
      }
      await announce(4, '2001:db8:0:0')
      await announce(5, '172.16.0.1')
      expect((await listed()).toSorted()).toEqual(['0', '1', '4', '5'])
      // As many of each neighbourhood: whoever is there stays.
      await expect(announce(6, '10.9.77.1')).rejects.toThrow(refused('HUB_URSULAS_FULL'))
      await expect(announce(7, '172.16.9.1')).rejects.toThrow(refused('HUB_URSULAS_FULL'))
      advance(hourMs)
      await announce(6, '10.9.77.1')
      expect(await listed()).toEqual(['6'])
    })
  })
}
