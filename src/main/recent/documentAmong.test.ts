import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { documentAmong } from './documentAmong.ts'
import { OpenedFiles } from './openedFiles.ts'

test.each([
  [['/home/ana/receipt.html'], '/home/ana/receipt.html'],
  [['--hidden', 'invitation.BUSKER'], '/work/invitation.BUSKER'],
  [['../receipt.htm', '/b.txt'], '/receipt.htm'],
])('of %j a document is opened', (args, file) => {
  expect(documentAmong(args, '/work')).toBe(file)
})

test.each([
  [['busker://work/x.html']],
  [['file:///etc/passwd.txt']],
  [['\\\\elsewhere\\share\\receipt.html']],
  [['//elsewhere/share/receipt.html']],
  [['--user-data-dir=/tmp/x.txt']],
  [['/bin/setup.exe', '/a.desktop', '/main/index.js', '/track.flac']],
  [[`/${'x'.repeat(5000)}.html`]],
  [[]],
])('of %j nothing is', (args) => {
  expect(documentAmong(args, '/work')).toBeNull()
})

test('what macOS opened before there was a window is opened then, and what comes later at once', () => {
  const app = new EventEmitter()
  const files = new OpenedFiles(app as never)
  let prevented = 0
  const bring = (file: string) => app.emit('open-file', { preventDefault: () => (prevented += 1) }, file)
  bring('/early.html')
  const opened: string[] = []
  files.onFile((file) => opened.push(file))
  bring('/late.html')
  expect([opened, prevented]).toEqual([['/early.html', '/late.html'], 2])
})
