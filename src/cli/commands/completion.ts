import { script } from '@bomb.sh/tab'
import { Argument, type Command } from 'commander'
import { completeWords } from '../completion.ts'

/** What the scripts understand of an answer's last line: files may, or may not, stand there. */
const directives = { files: 0, noFiles: 4 }

/** completion, and what its scripts ask. */
export function completionCommands(program: Command): void {
  program
    .command('completion')
    .description('a script that has a shell complete commands and options: source <(busker completion bash)')
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action((shell: string) => {
      const name = program.name()
      script(shell, name, name)
      // Without the default, bash completes no files where the answer says that they may stand there.
      if (shell === 'bash') console.log(`complete -o default -F __${name}_complete ${name}`)
    })
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action((words: readonly string[]) => {
      const { suggestions, takesFiles } = completeWords(program, words)
      const lines = suggestions.map(({ value, description }) => `${value}\t${description}`)
      console.log([...lines, `:${takesFiles ? directives.files : directives.noFiles}`].join('\n'))
    })
}
