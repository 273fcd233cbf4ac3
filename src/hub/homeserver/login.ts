import { recoverMessageAddress, type Hex } from 'viem'
import { address, hexText } from '../../shared/ids.ts'
import { MatrixError } from './matrixError.ts'

/**
 * The user id of whoever can sign for the address in `user`: in Raiden, a user's name is their Ethereum address in lower
 * case, and their password is `personal_sign(server name)`.
 *
 * @throws MatrixError M_FORBIDDEN
 */
export async function authenticate(user: string, password: string, serverName: string): Promise<string> {
  const name = address.safeParse(user.startsWith('@') ? user.slice(1).replace(`:${serverName}`, '') : user)
  const signature = hexText.safeParse(password)
  if (!name.success || !signature.success) throw forbidden()
  const signer = await recover(serverName, signature.data)
  if (signer?.toLowerCase() !== name.data) throw forbidden()
  return `@${name.data}:${serverName}`
}

async function recover(message: string, signature: Hex): Promise<string | null> {
  // viem throws different errors for what is not a signature; each means the same here.
  return recoverMessageAddress({ message, signature }).catch(() => null)
}

function forbidden(): MatrixError {
  return new MatrixError(
    403,
    'M_FORBIDDEN',
    'The password must be the signature of this server’s name by the account whose address is the user name.',
  )
}
