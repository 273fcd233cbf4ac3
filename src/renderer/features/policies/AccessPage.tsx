import { Page } from '../../ui/Page.tsx'

export function AccessPage() {
  return <Page title="Access">{null}</Page>
}
