import { fileURLToPath } from 'node:url'
import { parentPort, type MessagePort } from 'node:worker_threads'
import { getLineColLocation, lint, loadConfig, type NormalizedProblem } from '@redocly/openapi-core'
import { specFile } from './spec-file.ts'

async function findProblems(root: string): Promise<string> {
  try {
    const config = await loadConfig({ configPath: fileURLToPath(new URL('openapi/redocly.yaml', root)) })
    const problems = await lint({ ref: fileURLToPath(new URL(specFile, root)), config })
    return problems.map(describe).join('\n')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** `file:line:column` first, as editors and terminals open it. */
function describe({ location: [place], severity, ruleId, message, suggest }: NormalizedProblem): string {
  const { start } = place ? getLineColLocation(place) : { start: { line: 1, col: 1 } }
  const advice = suggest.length > 0 ? ` Did you mean ${suggest.join(', ')}?` : ''
  return `${specFile}:${start.line}:${start.col} ${severity} ${ruleId}: ${message}${advice}`
}

parentPort?.on('message', ({ root, answer }: { root: string; answer: MessagePort }) => {
  void findProblems(root).then((problems) => answer.postMessage(problems, []))
})
