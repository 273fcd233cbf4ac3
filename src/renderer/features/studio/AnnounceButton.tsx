import type { UploadView } from '../../../shared/api/studio.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'

/** Shows what waits for its time before, or hides it again. */
export function AnnounceButton({ upload: { id, title, isComing = false } }: { readonly upload: UploadView }) {
  const set = useIpcMutation('setUploadComing')
  return (
    <>
      <Button
        size="small"
        variant={isComing ? 'quiet' : 'secondary'}
        busy={set.isPending && t('common.saving')}
        onClick={() => set.mutate({ id, isComing: !isComing })}
      >
        {isComing ? t('studio.announceItNoMore') : t('studio.announceIt')}
        <span className="sr-only">: {title}</span>
      </Button>
      {set.error === null ? null : <span role="alert">{messageOf(set.error)}</span>}
    </>
  )
}
