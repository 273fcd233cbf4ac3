import { Page } from '../../ui/Page.tsx'

export function DiagnosticsPage() {
  return <Page title="Diagnostics">{null}</Page>
}
