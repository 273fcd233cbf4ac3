import { bytesToHex, type LocalAccount } from 'viem'
import { privateKeyToAccount, toAccount } from 'viem/accounts'

/**
 * A viem account that asks for its key whenever it signs, so that it can no longer sign once the key is gone.
 *
 * @param privateKey gives 32 bytes, or throws
 */
export function createAccount(privateKey: () => Uint8Array): LocalAccount {
  const signer = () => privateKeyToAccount(bytesToHex(privateKey()))
  const { address, publicKey } = signer()
  const account = toAccount({
    address,
    sign: async (parameters) => signer().sign(parameters),
    signAuthorization: async (parameters) => signer().signAuthorization(parameters),
    signMessage: async (parameters) => signer().signMessage(parameters),
    signTransaction: async (transaction, options) => signer().signTransaction(transaction, options),
    signTypedData: async (parameters) => signer().signTypedData(parameters),
  })
  return { ...account, publicKey }
}
