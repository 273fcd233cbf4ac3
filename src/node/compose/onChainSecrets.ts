import type { AccountTransactions } from '../../chain/accountTransactions.ts'
import type { SecretRegistry } from '../../chain/secretRegistry.ts'
import type { OnChainSecrets } from '../../raiden/onChainSecrets.ts'

interface Parts {
  readonly registry: Pick<SecretRegistry, 'find' | 'registration' | 'register'>
  readonly transactions: Pick<AccountTransactions, 'address' | 'cost' | 'gasBalance' | 'send'>
  /** Blocks that have to follow a registration before it counts. */
  readonly confirmations: number
}

/** The SecretRegistry as orders see it; neither Raiden nor the hub is needed. */
export function createOnChainSecrets({ registry, transactions, confirmations }: Parts): OnChainSecrets {
  return {
    findSecret: (secretHash) => registry.find(secretHash, confirmations),
    async registrationCost(secret) {
      const [costWei, balanceWei] = await Promise.all([
        transactions.cost(registry.registration(secret)),
        transactions.gasBalance(),
      ])
      return { costWei, balanceWei }
    },
    registerSecret: (secret) => registry.register(secret, transactions),
  }
}
