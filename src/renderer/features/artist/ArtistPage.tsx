import { Page } from '../../ui/Page.tsx'

export function ArtistPage() {
  return <Page title="Artist">{null}</Page>
}
