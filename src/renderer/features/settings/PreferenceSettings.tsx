import type { Preferences } from '../../../shared/api/app.ts'
import { languageChoices, languageNames } from '../../../shared/i18n/languages.ts'
import { type IpcInput, useIpcMutation } from '../../ipc/queries.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { speedOptions } from '../player/speeds.ts'
import { OutputDeviceSetting } from './OutputDeviceSetting.tsx'
import { StartSetting } from './StartSetting.tsx'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { t } from '../../../shared/i18n/t.ts'

const themes = [
  {
    value: 'system',
    get label() {
      return t('settings.asTheSystem')
    },
  },
  {
    value: 'light',
    get label() {
      return t('settings.light')
    },
  },
  {
    value: 'dark',
    get label() {
      return t('settings.dark')
    },
  },
] as const

const roles = [
  {
    value: 'listener',
    get label() {
      return t('common.toListen')
    },
  },
  {
    value: 'artist',
    get label() {
      return t('common.toSellMyMusic')
    },
  },
  {
    value: 'both',
    get label() {
      return t('common.both')
    },
  },
] as const

const qualities = [
  {
    value: 'lossless',
    get label() {
      return t('settings.lossless')
    },
  },
  {
    value: 'high',
    get label() {
      return t('settings.high')
    },
  },
  {
    value: 'small',
    get label() {
      return t('settings.small')
    },
  },
] as const

const loudnessModes = [
  {
    value: 'automatic',
    get label() {
      return t('settings.automatic')
    },
  },
  {
    value: 'track',
    get label() {
      return t('settings.ofEachTrack')
    },
  },
  {
    value: 'album',
    get label() {
      return t('settings.ofItsRelease')
    },
  },
] as const

const languageOptions = () =>
  languageChoices.map((choice) => {
    return { value: choice, label: choice === 'system' ? t('settings.asTheSystem') : languageNames[choice] }
  })

/** Seconds, as a select says them. */
const crossfades = () =>
  [0, 1, 2, 3, 4, 5, 6, 8, 10, 12].map((seconds) => {
    return {
      value: String(seconds),
      label: seconds === 0 ? t('settings.off') : t('time.secondsShort', { seconds }),
    }
  })

/** How it looks, sounds and behaves. */
export function PreferenceSettings({ preferences }: { readonly preferences: Preferences }) {
  const set = useIpcMutation('app.setPreferences')
  // What was just chosen is shown at once; the answer confirms it.
  const shown = set.isPending ? withChanges(preferences, set.variables) : preferences
  return (
    <>
      {set.isError ? (
        <ErrorState
          title={t('settings.yourPreferenceWasNotKept')}
          error={set.error}
          money={t('common.noMoneyIsInvolved')}
          className="mb-4"
        />
      ) : null}
      <Section title={t('settings.lookAndSound')}>
        <SettingsCard>
          <SelectSetting
            title={t('settings.whatYouAreHereFor')}
            description={t('settings.decidesWhatTheNavigationShows')}
            value={shown.role ?? 'both'}
            options={roles}
            onChange={(role) => set.mutate({ role })}
          />
          <SelectSetting
            title={t('settings.language')}
            description={t('settings.whatBuskerIsReadIn')}
            value={shown.language}
            options={languageOptions()}
            onChange={(language) => set.mutate({ language })}
          />
          <SelectSetting
            title={t('settings.theme')}
            description={t('settings.lightDarkOrAsThe')}
            value={shown.theme}
            options={themes}
            onChange={(theme) => set.mutate({ theme })}
          />
          <SelectSetting
            title={t('settings.quality')}
            description={t('settings.losslessIsWhatTheArtist')}
            value={shown.quality}
            options={qualities}
            onChange={(quality) => set.mutate({ quality })}
          />
          <Switch
            label={t('settings.sameLoudness')}
            hint={t('settings.bringsTracksToOneLoudness')}
            isChecked={shown.normaliseLoudness}
            onChange={(normaliseLoudness) => set.mutate({ normaliseLoudness })}
          />
          <SelectSetting
            title={t('settings.loudness')}
            description={t('settings.automaticKeepsAReleaseAs')}
            value={shown.loudnessMode}
            options={loudnessModes}
            onChange={(loudnessMode) => set.mutate({ loudnessMode })}
            isDisabled={!shown.normaliseLoudness}
          />
          <OutputDeviceSetting
            device={shown.outputDevice}
            onChange={(outputDevice) => set.mutate({ outputDevice })}
          />
          <SelectSetting
            title={t('settings.crossfade')}
            description={t('settings.howLongTwoTracksAre')}
            value={String(shown.crossfadeSeconds)}
            options={crossfades()}
            onChange={(seconds) => set.mutate({ crossfadeSeconds: Number(seconds) })}
          />
          <SelectSetting
            title={t('settings.speed')}
            description={t('settings.howFastMusicIsPlayed')}
            value={String(shown.playbackSpeed)}
            options={speedOptions(shown.playbackSpeed)}
            onChange={(speed) => set.mutate({ playbackSpeed: Number(speed) })}
          />
        </SettingsCard>
      </Section>
      <Section title={t('common.artistsYouFollow')}>
        <SettingsCard>
          <Switch
            label={t('settings.tellMeAboutNewReleases')}
            hint={t('settings.aQuietNotificationWhenAn')}
            isChecked={shown.notifyReleases}
            onChange={(notifyReleases) => set.mutate({ notifyReleases })}
          />
        </SettingsCard>
      </Section>
      <Section title={t('settings.whatYouGet')}>
        <SettingsCard>
          <Switch
            label={t('settings.tellMeWhatArrives')}
            hint={t('settings.tellMeWhatArrivesHint')}
            isChecked={shown.notifyArrivals}
            onChange={(notifyArrivals) => set.mutate({ notifyArrivals })}
          />
        </SettingsCard>
      </Section>
      <Section title={t('settings.whileYouSell')}>
        <SettingsCard>
          <Switch
            label={t('settings.keepRunningWhenTheWindow')}
            hint={t('settings.buyersReachYouOnlyWhile')}
            isChecked={shown.closeToTray}
            onChange={(closeToTray) => set.mutate({ closeToTray })}
          />
          <StartSetting />
          <Switch
            label={t('settings.tellMeAboutSales')}
            hint={t('settings.aQuietNotificationWithThe')}
            isChecked={shown.notifySales}
            onChange={(notifySales) => set.mutate({ notifySales })}
          />
        </SettingsCard>
      </Section>
    </>
  )
}

function withChanges(preferences: Preferences, chosen: IpcInput<'app.setPreferences'>): Preferences {
  const said = Object.entries(chosen).filter(([, value]) => value !== undefined)
  return { ...preferences, ...Object.fromEntries(said) }
}
