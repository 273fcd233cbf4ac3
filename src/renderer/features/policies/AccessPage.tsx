import { AwayNotice } from '../../shell/AwayNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Granted } from './Granted.tsx'
import { Joined } from './Joined.tsx'

/** Who can play what: what others may play of one's own, and what one may play oneself. */
export function AccessPage() {
  return (
    <Page title="Access" lead="Who can play what, and until when it can be taken up.">
      <AwayNotice means="What people have taken up keeps playing. Taking access back waits until the keepers can be told." />
      <Tabs
        label="Access"
        tabs={[
          { id: 'granted', label: 'Given to others', content: <Granted /> },
          { id: 'joined', label: 'Given to you', content: <Joined /> },
        ]}
      />
    </Page>
  )
}
