import type { DecisionStore } from '../../store/decision-store.ts'

/** Decisions that nobody keeps: for a selector whose choices are only thought. */
export const unstored: DecisionStore = {
  insert: () => Promise.resolve(),
  find: () => Promise.resolve(null),
  findForPod: () => Promise.resolve(null),
  standing: () => Promise.resolve([]),
  page: () => Promise.resolve({ decisions: [], next: null }),
  settle: () => Promise.resolve(false),
}
