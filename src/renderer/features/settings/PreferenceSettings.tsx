import type { Preferences } from '../../../shared/api/app.ts'
import { type IpcInput, useIpcMutation } from '../../ipc/queries.ts'
import { Switch } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Page.tsx'
import { speedOptions } from '../player/speeds.ts'
import { OutputDeviceSetting } from './OutputDeviceSetting.tsx'
import { SelectSetting } from './SelectSetting.tsx'
import { SettingsCard } from './SettingsCard.tsx'

const themes = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

const roles = [
  { value: 'listener', label: 'To listen' },
  { value: 'artist', label: 'To sell my music' },
  { value: 'both', label: 'Both' },
] as const

const qualities = [
  { value: 'lossless', label: 'Lossless' },
  { value: 'high', label: 'High' },
  { value: 'small', label: 'Small' },
] as const

const loudnessModes = [
  { value: 'automatic', label: 'Automatic' },
  { value: 'track', label: 'Of each track' },
  { value: 'album', label: 'Of its release' },
] as const

/** Seconds, as a select says them. */
const crossfades = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12].map((seconds) => {
  return { value: String(seconds), label: seconds === 0 ? 'Off' : `${seconds} s` }
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
          title="Your preference was not kept"
          error={set.error}
          money="No money is involved."
          className="mb-4"
        />
      ) : null}
      <Section title="Look and sound">
        <SettingsCard>
          <SelectSetting
            title="What you are here for"
            description="Decides what the navigation shows. Nothing is lost by changing it."
            value={shown.role ?? 'both'}
            options={roles}
            onChange={(role) => set.mutate({ role })}
          />
          <SelectSetting
            title="Theme"
            description="Light, dark, or as the rest of your machine."
            value={shown.theme}
            options={themes}
            onChange={(theme) => set.mutate({ theme })}
          />
          <SelectSetting
            title="Quality"
            description="Lossless is what the artist uploaded. Small saves room and traffic."
            value={shown.quality}
            options={qualities}
            onChange={(quality) => set.mutate({ quality })}
          />
          <Switch
            label="Same loudness"
            hint="Brings tracks to one loudness, without touching how they breathe."
            isChecked={shown.normaliseLoudness}
            onChange={(normaliseLoudness) => set.mutate({ normaliseLoudness })}
          />
          <SelectSetting
            title="Loudness"
            description="Automatic keeps a release as its artist balanced it, where its tracks follow each other."
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
            title="Crossfade"
            description="How long two tracks are heard together. Tracks of one release follow each other without a gap."
            value={String(shown.crossfadeSeconds)}
            options={crossfades}
            onChange={(seconds) => set.mutate({ crossfadeSeconds: Number(seconds) })}
          />
          <SelectSetting
            title="Speed"
            description="How fast music is played. The pitch stays as it is."
            value={String(shown.playbackSpeed)}
            options={speedOptions(shown.playbackSpeed)}
            onChange={(speed) => set.mutate({ playbackSpeed: Number(speed) })}
          />
        </SettingsCard>
      </Section>
      <Section title="Artists you follow">
        <SettingsCard>
          <Switch
            label="Tell me about new releases"
            hint="A quiet notification when an artist you follow brings something out."
            isChecked={shown.notifyReleases}
            onChange={(notifyReleases) => set.mutate({ notifyReleases })}
          />
        </SettingsCard>
      </Section>
      <Section title="While you sell">
        <SettingsCard>
          <Switch
            label="Keep running when the window is closed"
            hint="Buyers reach you only while Busker runs. It stays in the tray while you have works on sale."
            isChecked={shown.closeToTray}
            onChange={(closeToTray) => set.mutate({ closeToTray })}
          />
          <Switch
            label="Tell me about sales"
            hint="A quiet notification with the cover, who bought, and how much."
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
