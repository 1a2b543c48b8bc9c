// check: in-code, mistake 5
import Redis from 'ioredis'

const redis = new Redis()
let queries = 0

async function fetchProducts() {
  queries += 1
  return [{ id: 42, price: 79 }]
}

async function listProducts() {
  const cached = await redis.get('shop:products')
  if (cached !== null) return JSON.load(cached)
  const products = await fetchProducts()
  await redis.set('shop:products', JSON.stringify(products), 'EX', 60)
  return products
}

await redis.del('shop:products')
console.log((await listProducts())[0].price)
console.log((await listProducts())[0].price)
console.log(`queries: ${queries}`)
await redis.quit()
