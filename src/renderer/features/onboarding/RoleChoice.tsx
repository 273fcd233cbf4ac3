import { clsx } from 'clsx'
import { AudioLines, Headphones, type LucideIcon, Shapes } from 'lucide-react'
import type { Role } from '../../../shared/api/app.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { t } from '../../../shared/i18n/t.ts'

const roles: readonly { readonly role: Role; readonly label: string; readonly icon: LucideIcon }[] = [
  {
    role: 'listener',
    get label() {
      return t('common.toListen')
    },
    icon: Headphones,
  },
  {
    role: 'artist',
    get label() {
      return t('common.toSellMyMusic')
    },
    icon: AudioLines,
  },
  {
    role: 'both',
    get label() {
      return t('common.both')
    },
    icon: Shapes,
  },
]

/** Asks what somebody is here for, which decides what they see. */
export function RoleChoice() {
  const preferences = useIpcQuery('app.preferences', {}).data
  const set = useIpcMutation('app.setPreferences')
  const chosen = set.isPending ? set.variables.role : preferences?.role
  return (
    <fieldset className="mb-6">
      <legend className="mb-2 font-medium">{t('onboarding.whatAreYouHereFor')}</legend>
      <div className="flex flex-wrap gap-3">
        {roles.map(({ role, label, icon: Icon }) => (
          <label
            key={role}
            className={clsx(
              'flex h-11 cursor-pointer items-center gap-2.5 rounded-small border px-4 has-focus-visible:outline-2 has-focus-visible:outline-accent',
              chosen === role
                ? 'border-accent bg-accent-soft font-medium'
                : 'border-line-strong hover:bg-surface-3',
            )}
          >
            <input
              type="radio"
              name="role"
              checked={chosen === role}
              onChange={() => set.mutate({ role })}
              className="sr-only"
            />
            <Icon size={17} aria-hidden />
            {label}
          </label>
        ))}
      </div>
      <p className="mt-2 text-sm text-text-3">{t('onboarding.itDecidesWhatTheNavigation')}</p>
    </fieldset>
  )
}
