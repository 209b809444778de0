import type { ScratchWorkspace } from './scratch-workspace.ts'
import type { SpecChange } from './spec-change.ts'

const tsc = 'node_modules/typescript/bin/tsc'
const folder = 'probes'

/** Builds every package of the changed workspace, and returns what TypeScript says of the lines of each change. */
export async function typeCheck(
  workspace: ScratchWorkspace,
  changes: readonly SpecChange[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const packages = await workspace.run(
    tsc,
    '-b',
    'packages/react',
    'packages/vue',
    'packages/emulator',
    'packages/server',
  )
  if (packages.code !== 0) throw new Error(`The changed packages do not build.\n${packages.output}`)

  const fileOf = (name: string): string => `${folder}/${name.replaceAll(' ', '-')}.ts`
  for (const { name, types } of changes) await workspace.write(fileOf(name), toProbe(types))
  const compilerOptions = { types: [], composite: false, noEmit: true, allowImportingTsExtensions: true }
  const config = { extends: '../tsconfig.base.json', compilerOptions, include: ['*.ts'] }
  await workspace.write(`${folder}/tsconfig.json`, JSON.stringify(config))
  const { output } = await workspace.run(tsc, '-p', folder, '--pretty', 'false')
  const lines = output.split('\n').filter((line) => line.includes('error TS'))
  return new Map(changes.map(({ name }) => [name, lines.filter((line) => line.startsWith(`${fileOf(name)}(`))]))
}

function toProbe(lines: readonly string[]): string {
  return `import type { OmniImageInput, OmniImageRequest, Task } from '../packages/core/dist/index.js'

const prompt = 'a lighthouse'

function take(input: OmniImageInput): void {
  void input
}

export function probe(request: OmniImageRequest, task: Task): void {
  void [request, task, take, prompt]
${lines.map((line) => `  ${line}\n`).join('')}}
`
}
