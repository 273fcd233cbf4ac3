import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { aboutMaxLength, profileMaxLinks } from '../../../shared/profile.ts'
import type { Address } from '../../../shared/ids.ts'
import type { ProfileView } from '../../../shared/api/profile.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { RecommendsField } from '../recommends/RecommendsField.tsx'
import { ArtistHeader } from './ArtistHeader.tsx'
import { LinksField } from './LinksField.tsx'
import { PictureField } from './PictureField.tsx'
import { isComplete, linksOf, type ProfileDraft, profileChangesOf, toProfileDraft } from './profileDraft.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What an artist says of themselves, once for everything; with how it looks. */
export function ProfilePage() {
  const profile = useIpcQuery('profile', {})
  const account = useIpcQuery('status', {}).data?.account
  return (
    <Page title={t('common.yourArtistPage')} lead={t('artist.whatYouWriteHereIs')}>
      {profile.error !== null ? (
        <ErrorState
          title={t('artist.yourPageCouldNotBe')}
          error={profile.error}
          onRetry={() => void profile.refetch()}
        />
      ) : profile.data === undefined || account === undefined ? (
        <SkeletonRows label={t('artist.loadingYourPage')} />
      ) : (
        <ProfileForm profile={profile.data} account={account} />
      )}
    </Page>
  )
}

function ProfileForm({
  profile,
  account,
}: {
  readonly profile: ProfileView | null
  readonly account: Address
}) {
  const save = useIpcMutation('setProfile')
  const showToast = useToasts((toasts) => toasts.show)
  const [draft, setDraft] = useState(() => toProfileDraft(profile))
  const change = (part: Partial<ProfileDraft>) => setDraft((before) => ({ ...before, ...part }))
  const changes = profileChangesOf(profile, draft)
  const isReady = isComplete(draft) && Object.keys(changes).length > 0
  const submit = () =>
    save.mutate(changes, {
      onSuccess(saved) {
        setDraft(toProfileDraft(saved))
        showToast(t('artist.yourPageIsPublished'), { tone: 'good' })
      },
    })
  return (
    <>
      <form
        className="mb-10 grid gap-x-10 gap-y-4 @min-[820px]/page:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !save.isPending) submit()
        }}
      >
        <div className="flex flex-col gap-4">
          <TextField
            label={t('common.name')}
            maxLength={200}
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
            hint={t('artist.newUploadsWhoseFilesName')}
          />
          <TextField
            label={t('artist.place')}
            maxLength={120}
            value={draft.place}
            onChange={(event) => change({ place: event.target.value })}
          />
          <TextArea
            label={t('common.about')}
            rows={5}
            maxLength={aboutMaxLength}
            value={draft.about}
            onChange={(event) => change({ about: event.target.value })}
          />
        </div>
        <div className="flex flex-col gap-4">
          <div className="flex gap-6">
            <PictureField
              label={t('artist.picture')}
              title={draft.name}
              picture={draft.picture}
              onChange={(picture) => change({ picture })}
              className="size-28 rounded-full! *:rounded-full!"
            />
            <PictureField
              label={t('artist.pictureOverThePage')}
              title={`${draft.name} `}
              picture={draft.header}
              onChange={(header) => change({ header })}
              className="h-28 w-56"
            />
          </div>
          <LinksField
            links={draft.links}
            most={profileMaxLinks - draft.recommends.length}
            onChange={(links) => change({ links })}
          />
          <RecommendsField
            self={account}
            recommends={draft.recommends}
            most={profileMaxLinks - draft.links.length}
            onChange={(recommends) => change({ recommends })}
          />
        </div>
        <div className="flex flex-wrap items-center gap-4 @min-[820px]/page:col-span-2">
          <Button
            type="submit"
            variant="primary"
            disabled={!isReady}
            busy={save.isPending && t('artist.publishing')}
          >
            {t('artist.publishYourPage')}
          </Button>
          <Link to="/artist/$address" params={{ address: account }} className="text-text-2 underline">
            {t('artist.seeItAsOthersDo')}
          </Link>
          {save.error === null ? null : (
            <p role="alert" className="text-danger">
              {messageOf(save.error)}
            </p>
          )}
        </div>
      </form>
      <Section title={t('artist.howItWillLook')}>
        <div className="overflow-hidden rounded-large border border-line">
          <ArtistHeader
            address={account}
            name={draft.name.trim() === '' ? t('common.yourName') : draft.name}
            about={draft.about.trim() === '' ? null : draft.about}
            place={draft.place.trim() === '' ? null : draft.place}
            links={linksOf(draft)}
            picture={draft.picture?.shown ?? null}
            header={draft.header?.shown ?? null}
            namesakes={0}
            isPreview
            actions={null}
          />
        </div>
      </Section>
    </>
  )
}
