import { FileText } from 'lucide-react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { DescriptionList } from '../../ui/Disclosure.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { PartList } from './PartList.tsx'

/** How every part is, what versions they have, and the log without anything secret. */
export function DiagnosticsPage() {
  const status = useIpcQuery('status', {}, { refetchIntervalMs: 5_000 })
  const stalls = usePlayer((state) => state.stalls)
  return (
    <Page title="Diagnostics" width="narrow" actions={<SaveLog />}>
      <Section title="Parts">
        {status.isPending ? (
          <SkeletonRows label="Looking at every part" rows={8} />
        ) : status.isError ? (
          <ErrorState
            title="The node does not answer"
            error={status.error}
            onRetry={() => void status.refetch()}
          />
        ) : (
          <PartList parts={status.data.parts} />
        )}
      </Section>
      {status.data === undefined ? null : (
        <Section title="This node">
          <DescriptionList
            facts={[
              ['Network', `${status.data.network.name} (${status.data.network.id})`],
              ['Account', <CopyableText key="account" label="Copy the account" text={status.data.account} />],
              ['Peer', <CopyableText key="peer" label="Copy the peer" text={status.data.peer} />],
            ]}
          />
        </Section>
      )}
      <Section title="Playback">
        <DescriptionList facts={[['Stutters since Busker was started', String(stalls)]]} />
      </Section>
      <Versions />
    </Page>
  )
}

function CopyableText({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span className="wrap-anywhere">{text}</span> <CopyButton label={label} text={text} />
    </span>
  )
}

function Versions() {
  const parts = useIpcQuery('diagnostics.parts', {})
  const state = useIpcQuery('app.state', {}).data
  return (
    <Section title="Versions">
      {parts.isPending ? (
        <SkeletonRows label="Trying every native part" rows={4} />
      ) : parts.isError ? (
        <ErrorState
          title="A native part does not work"
          error={parts.error}
          onRetry={() => void parts.refetch()}
        />
      ) : (
        <DescriptionList
          facts={[
            ['Busker', state?.version],
            ['System', state?.platform],
            ['Electron', parts.data.electron],
            ['Node.js', parts.data.node],
            ['SQLite', parts.data.sqlite],
            ['Umbral (nucypher-core)', parts.data.nucypherCore],
            ['IPFS', parts.data.ipfs],
            ['ffmpeg', parts.data.ffmpeg],
          ]}
        />
      )}
    </Section>
  )
}

function SaveLog() {
  const save = useIpcMutation('app.saveLog')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <Button
      icon={FileText}
      busy={save.isPending && 'Saving…'}
      onClick={() =>
        save.mutate(
          {},
          {
            onSuccess: ({ file }) =>
              file !== null &&
              showToast(`The log is saved as ${file}. It holds no keys, words or passphrases.`, {
                tone: 'good',
              }),
            onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    >
      Save the log…
    </Button>
  )
}
