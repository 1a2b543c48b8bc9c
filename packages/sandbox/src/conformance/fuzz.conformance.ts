import { createEngine } from '../engine/create-engine.ts'
import { describeFuzz } from './describe-fuzz.ts'
import { productTarget } from './product-target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

describeFuzz(
  'the RESP port on the dedicated engine',
  async () => productTarget('product', await createEngine({ kind: 'dedicated', log: quiet })),
  { seed: 20_260_101, cases: 60, steps: 150, share: 1 },
)
