import { toAddress } from '../../shared/ids.ts'
import { MemoryRaiden } from './memoryRaiden.ts'
import { paymentsContract } from './paymentsContract.ts'

const account = (digit: number) => toAddress(`0x${String(digit).repeat(40)}`)
const [hub, token, own, address] = [account(1), account(2), account(3), account(4)]

paymentsContract('Raiden in memory', async () => {
  let now = 1_000_000
  const raiden = new MemoryRaiden({
    hub,
    token,
    fee: 2n,
    lockMs: 30_000,
    now: () => now,
    onMove: () => undefined,
  })
  raiden.balances.set(own, 10_000n)
  raiden.balances.set(address, 0n)
  return {
    buyer: raiden.connect(own),
    seller: raiden.connect(address),
    sellerAddress: address,
    token,
    amount: 100n,
    maximumFee: 2n,
    silenceHub: async () => {
      raiden.isHubTalking = false
    },
    wakeHub: async () => {
      raiden.isHubTalking = true
      raiden.expire()
    },
    passTime: async (until) => {
      now = until
      raiden.expire()
    },
    stop: async () => undefined,
  }
})
