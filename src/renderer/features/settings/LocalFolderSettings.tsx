import { X } from 'lucide-react'
import type { LocalFolderView } from '../../../shared/api/localFiles.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { AddFolderButton } from '../library/AddFolderButton.tsx'
import { SettingsCard, SettingsRow } from './SettingsCard.tsx'

/** Folders of this machine whose music is listed beside what was bought. */
export function LocalFolderSettings() {
  const { data } = useIpcQuery('localFolders', {})
  const scan = useIpcMutation('scanLocalFolders')
  if (data === undefined) return null
  return (
    <Section title={t('settings.musicFolders')}>
      <SettingsCard>
        <SettingsRow
          title={t('settings.musicOfYourOwn')}
          description={
            <>
              <p>{t('settings.filesAreListedAndPlayed')}</p>
              {scan.isError ? <p role="alert">{messageOf(scan.error)}</p> : null}
            </>
          }
        >
          <div className="flex flex-wrap justify-end gap-2">
            {data.length === 0 ? null : (
              <Button
                busy={scan.isPending && t('settings.lookingThroughThem')}
                onClick={() => scan.mutate({})}
              >
                {t('settings.lookThroughThem')}
              </Button>
            )}
            <AddFolderButton />
          </div>
        </SettingsRow>
        {data.map((folder) => (
          <FolderRow key={folder.id} folder={folder} />
        ))}
      </SettingsCard>
    </Section>
  )
}

function FolderRow({ folder }: { readonly folder: LocalFolderView }) {
  const { id, path, problems } = folder
  const remove = useIpcMutation('removeLocalFolder')
  return (
    <SettingsRow
      title={path}
      description={
        <>
          <p>{stateOf(folder)}</p>
          {remove.isError ? <p role="alert">{messageOf(remove.error)}</p> : null}
          {problems.length === 0 ? null : (
            <Disclosure label={t('settings.filesCantBePlayed', { count: problems.length })}>
              <ul>
                {problems.map(({ file, code }) => (
                  <li key={file} className="wrap-anywhere">
                    <bdi>{file}</bdi> <span className="text-text-3">{code}</span>
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </>
      }
    >
      <IconButton
        label={t('settings.removeFolder', { path })}
        icon={X}
        disabled={remove.isPending}
        onClick={() => remove.mutate({ id })}
      />
    </SettingsRow>
  )
}

function stateOf({ tracks, isHere, isReading, isFull }: LocalFolderView): string {
  const count = t('count.track', { count: tracks })
  if (isReading) return t('settings.folderIsRead', { tracks: count })
  if (!isHere) return t('settings.folderIsAway')
  return isFull ? t('settings.folderIsFull', { tracks: count }) : count
}
