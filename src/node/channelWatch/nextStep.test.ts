import fc from 'fast-check'
import { expect, test } from 'vitest'
import { balanceHash, noHash } from '../../chain/balanceProofs.ts'
import type { ClosedOnChain } from '../../chain/tokenNetwork.ts'
import { participantState, transferredOf } from '../../chain/testing/memoryChannel.ts'
import type { BalanceProof } from '../../protocol/channels.ts'
import { toAmount } from '../../shared/money.ts'
import { lossOf, nextStep, type ChannelKnowledge } from './nextStep.ts'

const proofOf = (transferred: bigint, nonce: bigint): BalanceProof => ({
  ...transferredOf(transferred),
  nonce: toAmount(nonce),
  additionalHash: noHash,
  signature: '0x',
})

/** A partner signs more and more; the chain has one of its proofs, or none, and we know one, or none. */
const situation = fc
  .record({
    raises: fc.array(fc.bigInt({ min: 1n, max: 9n }), { minLength: 1, maxLength: 5 }),
    known: fc.nat(5),
    onChain: fc.nat(5),
    ownCloses: fc.boolean(),
    chainTime: fc.nat(2000),
    isNewest: fc.boolean(),
    lossAccepted: fc.boolean(),
    leftToRaidenUntil: fc.nat(1000),
    knowsOwn: fc.boolean(),
  })
  .map(({ raises, known, onChain, ownCloses, chainTime, knowsOwn, ...rest }) => {
    const proofs = raises.map((_, index) =>
      proofOf(
        raises.slice(0, index + 1).reduce((sum, raise) => sum + raise, 0n),
        BigInt(index + 1),
      ),
    )
    const proof = proofs[known - 1] ?? null
    const chainProof = proofs[onChain - 1]
    const found: ClosedOnChain = {
      state: 'closed',
      channel: 5n,
      own: participantState({ closer: ownCloses }),
      partner: participantState({
        closer: !ownCloses,
        ...(chainProof && { balanceHash: balanceHash(chainProof), nonce: chainProof.nonce }),
      }),
      settleableAfter: 1000,
    }
    const knowledge: ChannelKnowledge = {
      ...rest,
      proof,
      ownTransfer: () => (knowsOwn ? transferredOf(0n) : undefined),
    }
    return { found, knowledge, chainTime }
  })

test('a channel is never settled below the best known proof without a person’s word', () => {
  fc.assert(
    fc.property(situation, ({ found, knowledge, chainTime }) => {
      const step = nextStep(found, knowledge, chainTime)
      const gives = step.do === 'settle' && !knowledge.lossAccepted
      expect(gives ? lossOf(knowledge.proof, step.theirs) : 0n).toBe(0n)
    }),
  )
})

test('a better proof is handed in while the contract takes it, and never later', () => {
  fc.assert(
    fc.property(situation, ({ found, knowledge, chainTime }) => {
      const step = nextStep(found, knowledge, chainTime)
      const isBetter = knowledge.proof !== null && knowledge.proof.nonce > found.partner.nonce
      const isDue =
        isBetter && !found.own.closer && chainTime <= 1000 && chainTime >= knowledge.leftToRaidenUntil
      expect(step.do === 'update').toBe(isDue)
    }),
  )
})

test('nothing waits for ever: what is waited for lies ahead, and after it something is done or said', () => {
  fc.assert(
    fc.property(situation, ({ found, knowledge, chainTime }) => {
      const step = nextStep(found, knowledge, chainTime)
      expect(step.do !== 'wait' || step.until >= chainTime).toBe(true)
      expect(nextStep(found, knowledge, 1001).do).toMatch(/settle|hold/)
    }),
  )
})

test('settling names amounts that the contract has the hashes of', () => {
  fc.assert(
    fc.property(situation, ({ found, knowledge, chainTime }) => {
      const step = nextStep(found, knowledge, chainTime)
      const named = step.do === 'settle' ? balanceHash(step.theirs) : found.partner.balanceHash
      expect(named).toBe(found.partner.balanceHash)
    }),
  )
})
