import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** Somebody in the guest. */
export interface Account {
  readonly name: string
  readonly uid: number
  readonly home: string
}

export const rootAccount: Account = { name: 'root', uid: 0, home: '/root' }
export const userAccount: Account = { name: 'visitor', uid: 1000, home: '/home/visitor' }

/** What a program in the guest ended with. */
export interface Ended {
  readonly code: number
  /** Both streams, in the order in which they came. */
  readonly output: string
}

/**
 * The guest's folder becomes the root of a mount namespace, not just of a process: in a mere chroot the kernel refuses the
 * user namespaces that Chromium's sandbox is made of. What is mounted goes with the namespace, however that ends.
 */
const enter = `set -e
guest=$1; shift
mount --bind "$guest" "$guest"
mount -t proc proc "$guest/proc"
mount -t sysfs -o ro sysfs "$guest/sys"
mount -t tmpfs -o mode=755 dev "$guest/dev"
for device in null zero full random urandom tty; do
  touch "$guest/dev/$device"
  mount --bind "/dev/$device" "$guest/dev/$device"
done
mkdir "$guest/dev/shm" "$guest/dev/pts"
mount -t tmpfs -o mode=1777 shm "$guest/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666 devpts "$guest/dev/pts"
ln -s pts/ptmx "$guest/dev/ptmx"
ln -s /proc/self/fd "$guest/dev/fd"
for n in 0,stdin 1,stdout 2,stderr; do ln -s "/proc/self/fd/\${n%,*}" "$guest/dev/\${n#*,}"; done
cd "$guest"
mount --move . /
exec chroot . "$@"`

/** Programs of their own mounts and processes: the latter end with the first of them. */
const namespaces = ['--mount', '--propagation', 'private', '--pid', '--mount-proc', '--fork', '--kill-child']

/** A small system in a folder, in which programs are run. */
export class Guest {
  readonly #folder: string
  readonly #settings: Readonly<Record<string, string>>
  readonly #stop: AbortSignal

  /**
   * @param folder where its files are
   * @param settings variables that every program in it sees
   * @param stop ends what runs in it
   */
  constructor(folder: string, settings: Readonly<Record<string, string>>, stop: AbortSignal) {
    this.#folder = folder
    this.#settings = settings
    this.#stop = stop
  }

  /** Where a path of the guest is on this machine. */
  at(path: string): string {
    return join(this.#folder, path)
  }

  /** Fills the guest's folder with a system. */
  async debootstrap(release: string, mirror: string): Promise<void> {
    const args = ['--variant=minbase', '--include=ca-certificates', release, this.#folder, mirror]
    const { code, output } = await this.#run(['debootstrap', ...args], rootAccount, false)
    if (code !== 0) throw new Error(`debootstrap ended with ${code}:\n${output}`)
  }

  /** Runs a line of shell in the guest, in the home of whoever runs it, and shows what it prints. */
  show(line: string, account: Account): Promise<Ended> {
    return this.#shell(line, account, true)
  }

  /** Runs a line of shell in the guest, in the home of whoever runs it, and shows nothing. */
  run(line: string, account: Account): Promise<Ended> {
    return this.#shell(line, account, false)
  }

  /**
   * Runs a line of shell that must not fail, without showing what it prints.
   *
   * @throws Error with that, when it fails
   */
  async mustRun(line: string, account: Account): Promise<void> {
    const { code, output } = await this.run(line, account)
    if (code !== 0) throw new Error(`This ended with ${code}: ${line}\n${output}`)
  }

  #shell(line: string, account: Account, isShown: boolean): Promise<Ended> {
    const become = [
      'setpriv',
      `--reuid=${account.uid}`,
      `--regid=${account.uid}`,
      '--clear-groups',
      '--pdeathsig=keep',
    ]
    const inside = [...become, 'sh', '-c', `cd || exit\n${line}`]
    return this.#run(['sh', '-c', enter, 'sh', this.#folder, ...inside], account, isShown)
  }

  #run(command: readonly string[], { name, home }: Account, isShown: boolean): Promise<Ended> {
    this.#stop.throwIfAborted()
    const env = {
      ...this.#settings,
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      HOME: home,
      USER: name,
      LOGNAME: name,
    }
    const child = spawn('unshare', [...namespaces, ...command], { env, stdio: ['ignore', 'pipe', 'pipe'] })
    const kill = () => child.kill('SIGKILL')
    this.#stop.addEventListener('abort', kill)
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        if (isShown) process.stdout.write(text)
      })
    }
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      // Not before the last process in the guest has let go of its output.
      child.on('close', (code) => {
        this.#stop.removeEventListener('abort', kill)
        if (this.#stop.aborted) reject(new Error('Stopped before the end.'))
        else resolve({ code: code ?? 1, output })
      })
    })
  }
}
