import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { describeLargeSize } from '../work/describeFormat.ts'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

const gigabyte = 1_000_000_000
const choices = [1, 2, 5, 10, 20, 50, 100, 200].map((gigabytes) => gigabytes * gigabyte)
const none = 'none'

/** What kept audio takes on this machine, and a limit to it. */
export function StorageSettings() {
  const { data } = useIpcQuery('audioStorage', {})
  const set = useIpcMutation('setAudioLimit')
  if (data === undefined) return null
  const { bytes, tracks, limit } = data
  const all = [...new Set([...choices, ...(limit === null ? [] : [limit])])].toSorted((a, b) => a - b)
  const options = [
    { value: none, label: t('settings.noLimit') },
    ...all.map((choice) => ({ value: String(choice), label: describeLargeSize(choice) })),
  ]
  const used = t('settings.sizeInTracks', {
    size: describeLargeSize(bytes),
    tracks: t('count.track', { count: tracks }),
  })
  return (
    <Section title={t('settings.space')}>
      <SettingsCard>
        <SelectSetting
          title={t('settings.musicOnThisMachine')}
          description={
            <>
              <p>{used}</p>
              <p>{limit === null ? t('settings.whatYouBuyIsKept') : t('settings.overTheLimitWhatWas')}</p>
            </>
          }
          value={limit === null ? none : String(limit)}
          options={options}
          isDisabled={set.isPending}
          onChange={(value) => set.mutate({ limit: value === none ? null : Number(value) })}
        />
        {set.isError ? <ErrorState title={t('settings.theLimitIsAsIt')} error={set.error} /> : null}
      </SettingsCard>
    </Section>
  )
}
