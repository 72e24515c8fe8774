export { Problem as Fault } from '../../domain/problem.ts'
