import { Page } from '../../ui/Page.tsx'

export function PlaylistsPage() {
  return <Page title="Playlists">{null}</Page>
}
