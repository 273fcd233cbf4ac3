import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { GrantedAccess } from './GrantedAccess.tsx'
import { ReceivedAccess } from './ReceivedAccess.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Who can play what: what others may play of one's own, and what one may play oneself. */
export function AccessPage() {
  return (
    <Page title={t('common.access')} lead={t('access.whoCanPlayWhatAnd')}>
      <OfflineNotice consequence={t('access.whatPeopleHaveTakenUp')} />
      <Tabs
        label={t('common.access')}
        tabs={[
          { id: 'granted', label: t('access.givenToOthers'), content: <GrantedAccess /> },
          { id: 'joined', label: t('access.givenToYou'), content: <ReceivedAccess /> },
        ]}
      />
    </Page>
  )
}
