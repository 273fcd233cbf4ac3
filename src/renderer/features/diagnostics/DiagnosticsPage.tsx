import { FileText } from 'lucide-react'
import { useAction, useAsk } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Facts } from '../../ui/Details.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { Page, Section } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { PartList } from './PartList.tsx'

/** How every part is, what versions they have, and the log without anything secret. */
export function DiagnosticsPage() {
  const status = useAsk('status', {}, { everyMs: 5_000 })
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
          <Facts
            facts={[
              ['Network', `${status.data.network.name} (${status.data.network.id})`],
              ['Account', <Copied key="account" label="Copy the account" text={status.data.account} />],
              ['Peer', <Copied key="peer" label="Copy the peer" text={status.data.peer} />],
            ]}
          />
        </Section>
      )}
      <Versions />
    </Page>
  )
}

function Copied({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span className="wrap-anywhere">{text}</span> <CopyButton label={label} text={text} />
    </span>
  )
}

function Versions() {
  const parts = useAsk('diagnostics.parts', {})
  const state = useAsk('app.state', {}).data
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
        <Facts
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
  const save = useAction('app.saveLog')
  const say = useToasts((toasts) => toasts.say)
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
              say(`The log is saved as ${file}. It holds no keys, words or passphrases.`, { tone: 'good' }),
            onError: (error) => say(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    >
      Save the log…
    </Button>
  )
}
