import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { groupLabel, useCommandList } from './commands.ts'
import { useShell } from './shellStore.ts'
import { t } from '../../shared/i18n/t.ts'

/** Every key that does something. */
export function ShortcutsDialog() {
  const { isShortcutsOpen, showShortcuts } = useShell()
  const commands = useCommandList((list) => list.all)
  const groups = Map.groupBy(
    commands.filter((command) => command.keys !== undefined && command.keys.length > 0),
    ({ group }) => group,
  )
  return (
    <Dialog
      title={t('shell.keyboardShortcuts')}
      isText
      isOpen={isShortcutsOpen}
      onClose={() => showShortcuts(false)}
    >
      {[...groups].map(([group, members]) => (
        <section key={group} aria-label={groupLabel(group)} className="mb-5">
          <h3 className="mb-1 text-sm text-text-3">{groupLabel(group)}</h3>
          <dl>
            {members.map(({ id, label, keys = [] }) => (
              <div key={id} className="flex h-8 items-center justify-between border-b border-line/60">
                <dt>{label}</dt>
                <dd className="flex gap-3 text-text-2">
                  {keys.map((key) => (
                    <Kbd key={key} keys={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
