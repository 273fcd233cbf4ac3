import { type NetworkProfile, rpcUrlsOf } from '../../shared/networkProfile.ts'

/** This machine, and no other. */
const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

/**
 * Whether a network's chain is one that a developer's tool makes up on this machine, whatever number it has: at every address
 * that is named anvil answers. Nothing on it is worth anything.
 */
export async function isDevelopmentChain(network: NetworkProfile): Promise<boolean> {
  if (!rpcUrlsOf(network).every((url) => loopback.includes(new URL(url).hostname))) return false
  const { endpointsOf } = await import('../../chain/endpointsOf.ts')
  const answers = await endpointsOf(network).readEach((client) =>
    client.request({ method: 'web3_clientVersion' }),
  )
  return answers.every((answer) => answer.status === 'fulfilled' && /^anvil\//i.test(answer.value))
}
