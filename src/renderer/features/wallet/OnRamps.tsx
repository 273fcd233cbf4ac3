import { t } from '../../../shared/i18n/t.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { useToken } from '../../ui/token.ts'

/** Where the token is had from a card or at an exchange, where the network's operator names somebody. Nothing of the person goes along. */
export function OnRamps() {
  const token = useToken()
  const onRamps = useIpcQuery('onRamps', {}).data ?? []
  const network = useIpcQuery('app.state', {}).data?.network
  if (onRamps.length === 0 || !network || network.isLocal) return null
  const { operator, chainName } = network
  const title = t('wallet.fromACardOrAnExchange')
  return (
    <section aria-label={title} className="mt-4">
      <h3 className="font-semibold">{title}</h3>
      <ul className="my-1 flex flex-wrap gap-x-5 gap-y-1">
        {onRamps.map(({ name, url }) => (
          <li key={url} className="min-w-0">
            <PlaceLink url={url} name={name} />
          </li>
        ))}
      </ul>
      <p className="text-sm text-text-3">
        {t('wallet.onRampsAreNamedBy', { operator, symbol: token.symbol, chainName })}
      </p>
    </section>
  )
}
