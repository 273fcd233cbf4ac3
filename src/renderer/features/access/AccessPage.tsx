import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { GrantedAccess } from './GrantedAccess.tsx'
import { ReceivedAccess } from './ReceivedAccess.tsx'

/** Who can play what: what others may play of one's own, and what one may play oneself. */
export function AccessPage() {
  return (
    <Page title="Access" lead="Who can play what, and until when it can be taken up.">
      <OfflineNotice consequence="What people have taken up keeps playing. Taking access back waits until the keepers can be told." />
      <Tabs
        label="Access"
        tabs={[
          { id: 'granted', label: 'Given to others', content: <GrantedAccess /> },
          { id: 'joined', label: 'Given to you', content: <ReceivedAccess /> },
        ]}
      />
    </Page>
  )
}
