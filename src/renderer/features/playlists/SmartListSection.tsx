import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation } from '../../ipc/queries.ts'
import type { SmartListView } from '../../../shared/api/smartLists.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { SmartListRows } from './PlaylistCards.tsx'
import { builtInLists, useArtistsOfRules, useSmartLists } from './smartLists.ts'
import { SmartListDialog } from './SmartListDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The lists that come with Busker, those of one's own that lie in no folder, and a new one. */
export function SmartListSection({ own }: { readonly own: readonly SmartListView[] }) {
  const { error, refetch } = useSmartLists()
  const create = useIpcMutation('createSmartList')
  const navigate = useNavigate()
  const [isMaking, setMaking] = useState(false)
  const owned = useArtistsOfRules(own, isMaking)
  return (
    <Section
      title={t('playlists.smartLists')}
      actions={
        <Button icon={Plus} onClick={() => setMaking(true)}>
          {t('playlists.newSmartList')}
        </Button>
      }
    >
      {error === null ? (
        <SmartListRows label={t('playlists.smartLists')} lists={[...builtInLists(), ...own]} owned={owned} />
      ) : (
        <ErrorState
          title={t('playlists.yourPlaylistsCouldNotBe')}
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      <SmartListDialog
        title={t('playlists.newSmartList')}
        action={t('playlists.create')}
        owned={owned}
        isOpen={isMaking}
        isBusy={create.isPending}
        error={create.error}
        onClose={() => setMaking(false)}
        onDone={(named) =>
          create.mutate(named, {
            onSuccess: ({ id }) => void navigate({ to: '/lists/$id', params: { id } }),
          })
        }
      />
    </Section>
  )
}
