import { Link, useNavigate } from '@tanstack/react-router'
import { ListFilter, Plus } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { describeRule } from './describeRule.ts'
import { useSmartLists } from './smartLists.ts'
import { SmartListDialog } from './SmartListDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** All lists that rules make, and a new one. */
export function SmartListSection() {
  const { data, error, refetch } = useSmartLists()
  const create = useIpcMutation('createSmartList')
  const navigate = useNavigate()
  const [isMaking, setMaking] = useState(false)
  // A long library is read only for what is shown of it.
  const isNeeded = isMaking || data?.some(({ rule }) => rule.artist !== undefined) === true
  const owned = useIpcQuery('library', {}, { isEnabled: isNeeded }).data ?? []
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
        <ul aria-label={t('playlists.smartLists')} className="grid gap-x-5 min-[1000px]:grid-cols-2">
          {data?.map(({ id, name, rule }) => (
            <li key={id} className="min-w-0">
              <Link
                to="/lists/$id"
                params={{ id }}
                className="flex min-h-14 items-center gap-3 rounded-small px-2 py-2 hover:bg-surface-3"
              >
                <ListFilter size={20} strokeWidth={1.5} aria-hidden className="shrink-0 text-text-3" />
                <span className="min-w-0">
                  <span className="block truncate font-medium" title={name}>
                    <bdi>{name}</bdi>
                  </span>
                  <span className="block truncate text-sm text-text-2">{describeRule(rule, owned)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
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
