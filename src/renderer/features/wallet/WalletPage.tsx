import { Page } from '../../ui/Page.tsx'

export function WalletPage() {
  return <Page title="Wallet">{null}</Page>
}
