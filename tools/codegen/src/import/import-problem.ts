/** Why a document cannot be imported, in a sentence for the person who asked. */
export class ImportProblem extends Error {
  override readonly name = 'ImportProblem'
}
