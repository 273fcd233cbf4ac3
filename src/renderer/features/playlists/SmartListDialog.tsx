import { useMemo, useState } from 'react'
import type { OwnedWork } from '../../../shared/api/library.ts'
import { smartListOrders, type SmartRule, smartRule } from '../../../shared/api/smartLists.ts'
import { address } from '../../../shared/ids.ts'
import { artistText } from '../../../shared/artistText.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { groupLibrary } from '../library/libraryGroups.ts'
import { orderText, playsText, sinceText } from './ruleTexts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface NamedRule {
  readonly name: string
  readonly rule: SmartRule
}

interface SmartListDialogProps {
  readonly title: string
  /** On the button. */
  readonly action: string
  readonly before?: NamedRule
  /** Whose genres and artists there are to choose from. */
  readonly owned: readonly OwnedWork[]
  readonly isOpen: boolean
  readonly isBusy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onDone: (named: NamedRule) => void
}

/** Asks for a rule, and what the list is called. */
export function SmartListDialog(props: SmartListDialogProps) {
  return props.isOpen ? <RuleForm {...props} /> : null
}

const anything = 'any'
const dayChoices = [7, 30, 90, 365]
const playChoices = [1, 5, 10, 25]
const limitChoices = [25, 50, 100, 500]
const newRule: NamedRule = { name: '', rule: { order: 'newest' } }

function RuleForm(props: SmartListDialogProps) {
  const { title, action, before = newRule, owned, isBusy, error, onClose, onDone } = props
  const [name, setName] = useState(before.name)
  const [rule, setRule] = useState(before.rule)
  const choices = useMemo(() => choicesFrom(owned, before.rule), [owned, before.rule])
  /** @param change undefined: it is said no more */
  const say = (change: { readonly [Field in keyof SmartRule]?: SmartRule[Field] | undefined }) => {
    const said = Object.entries({ ...rule, ...change }).filter(([, value]) => value !== undefined)
    setRule(smartRule.parse(Object.fromEntries(said)))
  }
  return (
    <FormDialog
      title={title}
      description={t('playlists.aListOfAllThat')}
      isOpen
      onClose={onClose}
      submitLabel={action}
      cancelLabel={t('common.cancel')}
      isReady={name.trim() !== ''}
      busy={isBusy && t('common.saving')}
      onSubmit={() => onDone({ name: name.trim(), rule })}
    >
      <div className="grid gap-3 min-[700px]:grid-cols-2">
        <TextField
          label={t('common.name')}
          value={name}
          maxLength={200}
          className="min-[700px]:col-span-2"
          onChange={(event) => setName(event.target.value)}
          error={error === null ? undefined : messageOf(error)}
        />
        <Select
          label={t('common.genre')}
          value={rule.genre === undefined ? anything : `=${rule.genre}`}
          options={choices.genres}
          onChange={(value) => say({ genre: value === anything ? undefined : value.slice(1) })}
        />
        <Select
          label={t('common.artist')}
          value={rule.artist ?? anything}
          options={choices.artists}
          onChange={(value) => say({ artist: value === anything ? undefined : address.parse(value) })}
        />
        <Select
          label={t('playlists.added')}
          value={String(rule.addedWithinDays ?? anything)}
          options={choices.days}
          onChange={(value) => say({ addedWithinDays: value === anything ? undefined : Number(value) })}
        />
        <Select
          label={t('library.plays')}
          value={playsValue(rule)}
          options={choices.plays}
          onChange={(value) => say({ minPlays: undefined, maxPlays: undefined, ...playsOf(value) })}
        />
        <Select
          label={t('playlists.order')}
          value={rule.order}
          options={smartListOrders.map((value) => ({ value, label: orderText(value) }))}
          onChange={(value) => say({ order: value })}
        />
        <Select
          label={t('playlists.howMany')}
          value={String(rule.limit ?? anything)}
          options={choices.limits}
          onChange={(value) => say({ limit: value === anything ? undefined : Number(value) })}
        />
        <Checkbox
          label={t('playlists.onlyOnThisMachine')}
          isChecked={rule.isDownloaded === true}
          onChange={(isChecked) => say({ isDownloaded: isChecked ? true : undefined })}
        />
      </div>
    </FormDialog>
  )
}

/** What there is to choose from, with what a rule says already. */
function choicesFrom(owned: readonly OwnedWork[], rule: SmartRule) {
  const genres = groupLibrary(owned, 'genre').map(({ key, name }) => ({
    value: `=${key === '' ? '' : name}`,
    label: key === '' ? t('library.withoutAGenre') : name,
  }))
  const artists = groupLibrary(owned, 'artist').map(({ key, work }) => ({
    value: key,
    label: artistText(work),
  }))
  const numbers = (offered: readonly number[], said: number | undefined, text: (count: number) => string) =>
    [...new Set([...offered, ...(said === undefined ? [] : [said])])]
      .toSorted((a, b) => a - b)
      .map((count) => ({ value: String(count), label: text(count) }))
  const whatever = { value: anything, label: t('playlists.any') }
  const said = (value: string | undefined, label: string) => ({ value: value ?? anything, label })
  const withSaid = (offered: typeof genres, one: (typeof genres)[number]) =>
    offered.some(({ value }) => value === one.value) || one.value === anything ? offered : [...offered, one]
  return {
    genres: [
      whatever,
      ...withSaid(genres, said(rule.genre === undefined ? undefined : `=${rule.genre}`, rule.genre ?? '')),
    ],
    artists: [whatever, ...withSaid(artists, said(rule.artist, rule.artist ?? ''))],
    days: [
      { value: anything, label: t('playlists.atAnyTime') },
      ...numbers(dayChoices, rule.addedWithinDays, sinceText),
    ],
    plays: [
      whatever,
      { value: 'never', label: t('playlists.neverPlayed') },
      ...numbers(playChoices, rule.maxPlays === 0 ? undefined : rule.minPlays, (count) =>
        t('playlists.playedAtLeast', { count }),
      ),
    ],
    limits: [
      { value: anything, label: t('playlists.all') },
      ...numbers(limitChoices, rule.limit, (count) => t('count.track', { count })),
    ],
  }
}

function playsValue(rule: SmartRule): string {
  if (rule.maxPlays === 0) return 'never'
  return playsText(rule) === undefined ? anything : String(rule.minPlays ?? 0)
}

function playsOf(value: string): Pick<SmartRule, 'minPlays' | 'maxPlays'> {
  if (value === anything) return {}
  return value === 'never' ? { maxPlays: 0 } : { minPlays: Number(value) }
}
