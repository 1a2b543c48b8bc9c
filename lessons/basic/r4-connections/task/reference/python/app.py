import os

import redis.asyncio as redis
from fastapi import FastAPI
from fastapi.responses import JSONResponse

# A command that waits longer than this is an answer, too: Redis is away.
PATIENCE_S = 0.8

pool = redis.BlockingConnectionPool.from_url(
    os.environ["REDIS_URL"],
    max_connections=4,
    timeout=PATIENCE_S,
    socket_timeout=PATIENCE_S,
    socket_connect_timeout=PATIENCE_S,
)
r = redis.Redis(connection_pool=pool)
app = FastAPI()


@app.get("/health")
async def health():
    try:
        await r.ping()
    except redis.RedisError:
        return JSONResponse({"status": "unavailable"}, status_code=503)
    return {"status": "ok"}
