import { Page } from '../../ui/Page.tsx'

export function SalesPage() {
  return <Page title="Sales">{null}</Page>
}
