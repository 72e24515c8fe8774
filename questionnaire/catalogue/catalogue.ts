import type { Benchmark, Catalogue, CatalogueEntry } from '../../domain/catalogue.ts'
import benchmarkData from './benchmark.json' with { type: 'json' }
import capabilityData from './capabilities.json' with { type: 'json' }

/** What is known of CNIs; a test holds the files to the schema. */
export const catalogue: Catalogue = {
  cnis: capabilityData as readonly unknown[] as CatalogueEntry[],
  benchmark: benchmarkData satisfies Benchmark,
}
