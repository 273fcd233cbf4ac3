import { beforeEach, describe, expect, test } from 'vitest'
import { signNameClaim } from '../../../protocol/names.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import { peerIdText } from '../../../shared/ids.ts'
import { shortName } from '../../../shared/shortNames.ts'
import { dayMs } from '../../clock.ts'
import type { EngineUnderTest } from '../../testing/engineUnderTest.ts'
import { createManualClock } from '../../testing/manualClock.ts'
import { createTestUser, type TestUser } from '../../testing/testUser.ts'
import { heldBackMs, Names, trialMs } from '../names.ts'
import { NameStore } from '../nameStore.ts'

const hub = peerIdText.parse(`12D3KooW${'h'.repeat(44)}`)

/** What short names must do, wherever they are kept. */
export function nameContract(name: string, { open, reopen }: EngineUnderTest): void {
  describe(`names in ${name}`, async () => {
    const [anna, bert] = await Promise.all([createTestUser(), createTestUser()])
    const { now, advance } = createManualClock()
    let names: Names

    beforeEach(async () => {
      names = new Names(new NameStore(await open()), now)
    })

    const claimOf = (user: TestUser, text: string) =>
      signNameClaim(shortName.parse(text), hub, user.identity, user.account, now())
    const claim = async (user: TestUser, text: string) => names.claim(await claimOf(user, text))
    const whose = async (text: string) =>
      (await names.lookUp(shortName.parse(text)))?.card.body.account ?? null
    const refused = (code: ErrorCode) => expect.objectContaining({ code })

    test('whoever comes first has a name, and it is given out with their claim and card', async () => {
      const claimed = await claimOf(anna, 'ana')
      await names.claim(claimed)
      await names.claim(claimed)
      expect(await names.lookUp(shortName.parse('ana'))).toEqual(claimed)
      await expect(claim(bert, 'ana')).rejects.toThrow(refused('HUB_NAME_TAKEN'))
      expect([await names.ofAccount(anna.address), await names.ofAccount(bert.address)]).toEqual([
        'ana',
        null,
      ])
      expect([await whose('bob'), await names.count()]).toEqual([null, 1])
    })

    test('a name that looks like one that somebody has, or like the hub’s own, is refused', async () => {
      await claim(anna, 'modern-love10')
      for (const alike of ['modem-love10', 'modernlove10', 'modern-lovelo', 'modern-love1o']) {
        await expect(claim(bert, alike)).rejects.toThrow(refused('HUB_NAME_TAKEN'))
      }
      for (const reserved of ['busker', 'hub', 'admin', 'supp0rt', 'bu-sker']) {
        await expect(claim(bert, reserved)).rejects.toThrow(refused('HUB_NAME_RESERVED'))
      }
      await claim(bert, 'modern-hate')
    })

    test('an account has one name, and what it gave up is nobody else’s for half a year', async () => {
      await claim(anna, 'ana')
      advance(trialMs)
      await claim(anna, 'anette')
      expect([await whose('ana'), await whose('anette'), await names.count()]).toEqual([
        null,
        anna.address,
        1,
      ])
      await expect(claim(bert, 'ana')).rejects.toThrow(refused('HUB_NAME_TAKEN'))
      advance(heldBackMs)
      await claim(bert, 'ana')
      expect(await whose('ana')).toBe(bert.address)
    })

    test('a name that was given up can be taken back by whoever had it', async () => {
      await claim(anna, 'ana')
      advance(trialMs)
      await names.release(anna.address)
      await names.release(anna.address)
      await names.release(bert.address)
      expect([await whose('ana'), await names.ofAccount(anna.address)]).toEqual([null, null])
      await expect(claim(bert, 'ana')).rejects.toThrow(refused('HUB_NAME_TAKEN'))
      await claim(anna, 'ana')
      expect(await whose('ana')).toBe(anna.address)
    })

    test('one account keeps no more than two names from others, and may mend a slip at once', async () => {
      await claim(anna, 'ana')
      advance(trialMs - 1)
      await claim(anna, 'anna')
      await claim(bert, 'ana')
      advance(trialMs)
      await claim(anna, 'anette')
      advance(trialMs)
      await expect(claim(anna, 'antonia')).rejects.toThrow(refused('HUB_NAME_CHANGED'))
      expect(await names.ofAccount(anna.address)).toBe('anette')
      await names.release(anna.address)
      await expect(claim(anna, 'antonia')).rejects.toThrow(refused('HUB_NAME_CHANGED'))
      await claim(anna, 'anette')
      advance(heldBackMs)
      await claim(anna, 'antonia')
      advance(dayMs)
      await claim(anna, 'anette')
      expect(await names.ofAccount(anna.address)).toBe('anette')
    })

    test('of two who ask at one moment one has it, and it survives a restart', async () => {
      const again = new Names(new NameStore(await reopen()), now)
      const both = [claimOf(anna, 'ana'), claimOf(bert, 'ana')].map(async (claimed, index) =>
        (index === 0 ? names : again).claim(await claimed),
      )
      const outcomes = await Promise.allSettled(both)
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(await new Names(new NameStore(await reopen()), now).count()).toBe(1)
    })
  })
}
