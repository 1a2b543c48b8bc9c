import os

import redis.asyncio as redis
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

LIMIT = 10
WINDOW_SECONDS = 60

# KEYS[1] the counter of an address, ARGV[1] its window in seconds. Returns how many requests came so far.
COUNT_REQUEST = """
-- ___FILL_1___: count the request; the first of a window also sets the expiry
return 0
"""

pool = redis.BlockingConnectionPool.from_url(
    os.environ.get("REDIS_URL", "redis://127.0.0.1:6379"), decode_responses=True, max_connections=4
)
r = redis.Redis(connection_pool=pool)
app = FastAPI()


@app.middleware("http")
async def rate_limiter(request: Request, call_next):
    count = await r.eval(COUNT_REQUEST, 1, f"rate:ip:{request.client.host}", WINDOW_SECONDS)
    # ___FILL_2___: return a JSONResponse with status 429 after the tenth request
    return await call_next(request)


@app.post("/score")
async def post_score(request: Request):
    # ___FILL_3___: take {"user", "score"}, refuse what is not a score, and write it to the sorted set leaderboard
    return JSONResponse({"error": "POST /score is still a blank"}, status_code=501)


@app.get("/top")
async def get_top():
    # ___FILL_4___: the three best of leaderboard as [{"user", "score"}], highest first
    return JSONResponse({"error": "GET /top is still a blank"}, status_code=501)


@app.post("/seed")
async def post_seed(request: Request):
    # ___FILL_5___: take {"players": n} and insert n players in one pipeline
    return JSONResponse({"error": "POST /seed is still a blank"}, status_code=501)
