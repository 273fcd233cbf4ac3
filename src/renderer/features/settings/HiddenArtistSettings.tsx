import { Link } from '@tanstack/react-router'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { Section } from '../../ui/Page.tsx'
import { useHideArtist } from '../hidden/useHideArtist.ts'
import { SettingsCard } from './SettingsCard.tsx'

/** Artists of whom nothing is found any more, each to be shown again. */
export function HiddenArtistSettings() {
  const hidden = useIpcQuery('hiddenArtists', {}).data
  const { show } = useHideArtist()
  if (hidden === undefined) return null
  return (
    <Section title={t('hidden.hiddenArtists')}>
      <SettingsCard>
        <div className="text-sm text-text-3">
          <p>{t('hidden.whatHiddenMeans')}</p>
          {hidden.length === 0 ? <p className="mt-1">{t('hidden.nobodyIsHidden')}</p> : null}
        </div>
        {hidden.length === 0 ? null : (
          <ul aria-label={t('hidden.hiddenArtists')} className="flex flex-col gap-3">
            {hidden.map(({ address, name }) => (
              <li key={address} className="flex items-center gap-3">
                <ArtistMark account={address} className="size-8" />
                <Link
                  dir="auto"
                  to="/artist/$address"
                  params={{ address }}
                  className="min-w-0 flex-1 truncate font-medium hover:underline"
                >
                  {name ?? shortAddress(address)}
                </Link>
                <span className="text-sm text-text-3">
                  <bdi title={address}>{shortAddress(address)}</bdi>
                </span>
                <Button size="small" onClick={() => show({ address, name: name ?? shortAddress(address) })}>
                  {t('hidden.showAgain')}
                  <span className="sr-only"> {name ?? shortAddress(address)}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </SettingsCard>
    </Section>
  )
}
