// One seed for every property test, so that a run can be told again and a red one is the code's
// doing. Another seed looks for news: `FC_SEED=7 npx vitest run --project node`.
import { configureGlobal } from 'fast-check'

configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_121) })
