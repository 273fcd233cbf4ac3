import type { ArtistCard } from '../shared/api/favourites.ts'
import { BuskerError } from '../shared/errors.ts'
import { type Address, address } from '../shared/ids.ts'
import { nameKey } from '../shared/nameKey.ts'
import type { Context } from './context.ts'

type Named = Pick<ArtistCard, 'address'> & { readonly name: string | null }

/**
 * The artist of an account, or the only one whose whole name this is.
 *
 * @param also those who are not found by a search
 * @throws BuskerError `CLI_ARTIST`
 */
export async function findArtist(
  text: string,
  { node }: Pick<Context, 'node'>,
  also: readonly Named[] = [],
): Promise<Address> {
  const account = address.safeParse(text.trim().toLowerCase())
  if (account.success) return account.data
  const listed: readonly Named[] = [...also, ...(await node.ask('searchArtists', { text, limit: 50 }))]
  const named = listed.filter(({ name }) => name !== null && nameKey(name) === nameKey(text))
  const [only, ...others] = new Set(named.map((one) => one.address))
  if (only !== undefined && others.length === 0) return only
  throw new BuskerError(
    'CLI_ARTIST',
    `${only === undefined ? 'Nobody is' : 'Several are'} called "${text}". Find the account with: busker artists`,
  )
}
