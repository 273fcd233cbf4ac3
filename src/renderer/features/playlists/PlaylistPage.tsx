import { Page } from '../../ui/Page.tsx'

export function PlaylistPage() {
  return <Page title="Playlist">{null}</Page>
}
