import { pinningContract } from './testing/pinningContract.ts'

pinningContract('the hub itself', async () => ({
  kuboUrl: null,
  refuses: 'parts',
  stop: async () => undefined,
}))
