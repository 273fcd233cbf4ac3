import { Page } from '../../ui/Page.tsx'

export function DiscoverPage() {
  return <Page title="Discover">{null}</Page>
}
