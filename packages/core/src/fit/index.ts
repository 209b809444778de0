export { fitReference, type FitReferenceOptions, type FittedReference } from './fit-reference.ts'
