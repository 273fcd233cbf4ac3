import { hkdfSync } from 'node:crypto'
import { mnemonicToSeedWebcrypto } from '@scure/bip39'
import { HDKey } from 'viem/accounts'
import { BuskerError } from '../../shared/errors.ts'

/** Where the Ethereum account stands in the tree of BIP-44: the first one, as every wallet shows it. */
export const accountPath = "m/44'/60'/0'/0/0"

/** What 32 bytes are derived for; each is part of the HKDF info string, so no two are ever equal. */
export const purposes = [
  'peer',
  'verifying',
  'receiving',
  'delegating',
  'store',
  'snapshot',
  'collection',
] as const
export type Purpose = (typeof purposes)[number]

/** The secrets behind an identity, 32 bytes each. */
export interface Seeds extends Record<Purpose, Uint8Array> {
  readonly account: Uint8Array
}

/**
 * Derives every secret from the words: the account by BIP-44, the others by HKDF-SHA256 over the 64 bytes of the
 * BIP-39 seed (no salt, info `busker/<purpose>/1`). No BIP-39 passphrase. Test vectors: keyVectors.json.
 *
 * @param mnemonic valid BIP-39 words
 */
export async function deriveSeeds(mnemonic: string): Promise<Seeds> {
  const seed = await mnemonicToSeedWebcrypto(mnemonic)
  const root = HDKey.fromMasterSeed(seed)
  const leaf = root.derive(accountPath)
  try {
    if (leaf.privateKey === null)
      throw new BuskerError('WORDS_INVALID', 'No account can be derived from these words.')
    return {
      account: Uint8Array.from(leaf.privateKey),
      peer: expand(seed, 'peer'),
      verifying: expand(seed, 'verifying'),
      receiving: expand(seed, 'receiving'),
      delegating: expand(seed, 'delegating'),
      store: expand(seed, 'store'),
      snapshot: expand(seed, 'snapshot'),
      collection: expand(seed, 'collection'),
    }
  } finally {
    root.wipePrivateData()
    leaf.wipePrivateData()
    seed.fill(0)
  }
}

function expand(seed: Uint8Array, purpose: Purpose): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', seed, new Uint8Array(0), `busker/${purpose}/1`, 32))
}
