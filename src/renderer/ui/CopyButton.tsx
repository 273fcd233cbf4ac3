import { Copy } from 'lucide-react'
import { useAction } from '../ipc/queries.ts'
import { IconButton } from './IconButton.tsx'
import { useToasts } from './toasts.ts'

/** Puts a text on the clipboard. @param label what is copied: `Copy your address` */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const copy = useAction('app.copyText')
  const say = useToasts((toasts) => toasts.say)
  return (
    <IconButton
      label={label}
      icon={Copy}
      size="small"
      onClick={() =>
        copy.mutate(
          { text },
          { onSuccess: () => say('Copied.'), onError: (error) => say(error.message, { tone: 'bad' }) },
        )
      }
    />
  )
}
