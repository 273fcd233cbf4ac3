import { useNavigate, useParams } from '@tanstack/react-router'
import { AddContactDialog } from '../contacts/AddContactDialog.tsx'
import { WalletPage } from './WalletPage.tsx'

/** The wallet with somebody's card filled in as a new contact: where a link with a card leads. Nobody is kept by coming here. */
export function ContactPage() {
  const { card } = useParams({ from: '/wallet/contact/$card' })
  const navigate = useNavigate()
  return (
    <>
      <WalletPage />
      <AddContactDialog given={card} onClose={() => void navigate({ to: '/wallet', replace: true })} />
    </>
  )
}
