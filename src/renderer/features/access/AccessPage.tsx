import { OfflineNotice } from '../../shell/OfflineNotice.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { GrantedAccess } from './GrantedAccess.tsx'
import { Keepers } from './Keepers.tsx'
import { ReceivedAccess } from './ReceivedAccess.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Who can play what: what others may play of one's own and who lets them in, and what one may play oneself. */
export function AccessPage() {
  return (
    <Page title={t('common.access')} lead={t('access.whoCanPlayWhatAnd')}>
      <OfflineNotice consequence={t('access.whatPeopleHaveTakenUp')} />
      <Tabs
        label={t('common.access')}
        tabs={[
          { id: 'granted', label: t('access.givenToOthers'), content: <GrantedAccess /> },
          { id: 'keepers', label: t('access.keepers'), content: <Keepers /> },
          { id: 'joined', label: t('access.givenToYou'), content: <ReceivedAccess /> },
        ]}
      />
    </Page>
  )
}
