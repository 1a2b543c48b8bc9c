import { createEngine } from '../engine/create-engine.ts'
import { describeEngine } from './describe-engine.ts'
import { productTarget } from './product-target.ts'
import { learnerWall, productRulings } from './rulings.ts'
import { engineTarget } from './target.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

describeEngine(
  'the dedicated engine',
  async () => engineTarget('dedicated', await createEngine({ kind: 'dedicated', log: quiet })),
  { share: 1, rulings: learnerWall },
)

describeEngine(
  'the RESP port on the dedicated engine',
  async () => productTarget('product', await createEngine({ kind: 'dedicated', log: quiet })),
  { share: 1, rulings: productRulings },
)
